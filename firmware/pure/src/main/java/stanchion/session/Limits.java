package stanchion.session;

import stanchion.hal.BoardProfile;
import stanchion.hal.BoardProfile.CableAttachment;
import stanchion.pilot.Cable;
import stanchion.schedule.LimitSource;
import stanchion.schedule.NamedLimit;
import stanchion.units.Amps;

/// How much may be offered, and by whose word. The rule stands above [NamedLimit].
///
/// @param hardware lowest of board, installation, cable and temperature: safety; obeyed at once
/// @param effective the same, lowered further by what the network asks for
public record Limits(Amps hardware, NamedLimit effective) {

    /// The limits of this cycle.
    public static Limits of(
            BoardProfile board, Measurements measurements, Intent intent, Derate derate) {
        NamedLimit hardware = hardware(board, measurements, derate);
        return new Limits(
                hardware.amps(),
                hardware.lower(command(board, intent)).lower(allowance(board, intent)));
    }

    private static NamedLimit hardware(
            BoardProfile board, Measurements measurements, Derate derate) {
        Amps supply = measurements.inputs().supply();
        NamedLimit limit =
                new NamedLimit(board.ratedCurrent(), LimitSource.BOARD)
                        .lower(limit(Math.max(0, supply.value()), LimitSource.SUPPLY));
        if (board.attachment() == CableAttachment.SOCKET
                && measurements.cable() instanceof Cable.Rated(Amps rating)) {
            limit = limit.lower(new NamedLimit(rating, LimitSource.CABLE));
        }
        return derate == Derate.FULL
                ? limit
                : limit.lower(new NamedLimit(derate.of(limit.amps()), LimitSource.TEMPERATURE));
    }

    private static NamedLimit command(BoardProfile board, Intent intent) {
        if (intent.held().isPresent()) {
            return limit(0, LimitSource.HOLD);
        }
        return switch (intent.limit()) {
            case Intent.RemoteLimit.None _ ->
                    new NamedLimit(board.ratedCurrent(), LimitSource.COMMAND);
            case Intent.RemoteLimit.Until until ->
                    new NamedLimit(until.limit(), LimitSource.COMMAND);
            case Intent.RemoteLimit.Expired _ -> fallback(board);
        };
    }

    private static NamedLimit allowance(BoardProfile board, Intent intent) {
        return switch (intent.allowance()) {
            case Allowance.None _ -> new NamedLimit(board.ratedCurrent(), LimitSource.START);
            case Allowance.Until until -> until.limit();
            case Allowance.Expired _ -> fallback(board);
        };
    }

    private static NamedLimit fallback(BoardProfile board) {
        return new NamedLimit(board.fallbackCurrent(), LimitSource.FALLBACK);
    }

    private static NamedLimit limit(double amps, LimitSource source) {
        return new NamedLimit(new Amps(amps), source);
    }
}
