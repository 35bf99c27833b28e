package stanchion.bench.latency;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/// What a run of the latency bench has seen.
///
/// @param minutes the run piece by piece
/// @param openings pilot change to the command that opens, by the simulator's stamps
/// @param withdrawals likewise for an offer whose vehicle has left
/// @param unanswered changes without an answer before the next
/// @param loads what the charger had to bear
/// @param faults that the charger showed meanwhile
public record Findings(
        List<Piece> minutes,
        Times openings,
        Times withdrawals,
        long unanswered,
        Loads loads,
        Set<String> faults) {
    public Findings {
        minutes = List.copyOf(minutes);
        faults = Set.copyOf(faults);
    }

    /// A minute or less.
    ///
    /// @param wake the loop's wake-ups behind their releases
    /// @param response outputs applied, behind the same releases
    /// @param yardstick cyclictest's wake-ups
    /// @param missed deadlines of the loop
    public record Piece(Duration span, Times wake, Times response, Times yardstick, long missed) {}

    /// What was done besides.
    ///
    /// @param commands published to the charger, each acknowledged by the broker
    /// @param updateBytes of pieces that the broker passed on to the charger
    /// @param updates versions it was offered
    /// @param processors that stress-ng kept busy
    public record Loads(long commands, long updateBytes, int updates, int processors) {}

    Times wake() {
        return minutes.stream().map(Piece::wake).reduce(Times.NONE, Times::and);
    }

    Times response() {
        return minutes.stream().map(Piece::response).reduce(Times.NONE, Times::and);
    }

    Times yardstick() {
        return minutes.stream().map(Piece::yardstick).reduce(Times.NONE, Times::and);
    }

    long missed() {
        return minutes.stream().mapToLong(Piece::missed).sum();
    }
}
