package stanchion.replay;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import stanchion.control.ControlCycle;
import stanchion.control.ControlCycle.Outcome;
import stanchion.control.ControlCycle.Thought;
import stanchion.control.Sensed;
import stanchion.hal.Samples;
import stanchion.journal.Beginning;
import stanchion.journal.JournalEntry;
import stanchion.journal.JournalEntry.Answer;
import stanchion.journal.JournalEntry.Begun;
import stanchion.journal.JournalEntry.Cycle;
import stanchion.journal.JournalEntry.Decided;
import stanchion.journal.JournalEntry.Missed;
import stanchion.journal.JournalEntry.Threw;
import stanchion.journal.JournalEntry.Values;
import stanchion.journal.JournalEntry.Waves;
import stanchion.journal.JournalReader;
import stanchion.units.Uptime;

/// Lets the control cycle decide again what a journal holds, and compares.
public final class Replay {
    /// How far a replay came.
    ///
    /// @param cycles repeated, each like its recording
    /// @param beginnings of a charger's life
    /// @param missed cycles that the journal does not hold
    /// @param skipped cycles behind such a gap, up to the next beginning
    public record Tally(long cycles, long beginnings, long missed, long skipped) {}

    /// What came of it.
    public sealed interface Result {
        Tally tally();
    }

    /// Every decision was repeated bit for bit.
    ///
    /// @param tornBytes of a last block that was never written to its end; 0 without one
    public record Identical(Tally tally, int tornBytes) implements Result {}

    /// A decision was not.
    public record Differs(Tally tally, long cycle, Uptime at, Difference what) implements Result {}

    /// The journal cannot be read on.
    ///
    /// @param position byte in the journal
    public record Refused(Tally tally, int position, String reason) implements Result {}

    /// What is seen on the way.
    public sealed interface Sight {}

    public record Started(Beginning beginning) implements Sight {}

    /// A gap in the journal.
    public record Gap(long cycle, long missed) implements Sight {}

    /// A cycle that was repeated.
    ///
    /// @param number since the charger started
    /// @param thought why it was decided so; empty where a bug ended the cycle
    public record Repeated(long number, Cycle cycle, Optional<Thought> thought) implements Sight {}

    private final JournalReader journal;
    private final Consumer<Sight> sights;
    private Optional<ControlCycle> charger = Optional.empty();
    private Tally tally = new Tally(0, 0, 0, 0);
    private long number;

    private Replay(ByteBuffer journal, Consumer<Sight> sights) {
        this.journal = new JournalReader(journal);
        this.sights = sights;
    }

    /// Replays a whole journal, or up to what cannot be repeated.
    ///
    /// @param sights told everything in order
    public static Result of(ByteBuffer journal, Consumer<Sight> sights) {
        return new Replay(journal, sights).run();
    }

    private Result run() {
        while (true) {
            switch (journal.next()) {
                case JournalReader.End(int torn) -> {
                    return new Identical(tally, torn);
                }
                case JournalReader.Refused(int position, String reason) -> {
                    return new Refused(tally, position, reason);
                }
                case JournalReader.Entry(JournalEntry entry) -> {
                    Optional<Differs> different = take(entry);
                    if (different.isPresent()) {
                        return different.get();
                    }
                }
            }
        }
    }

    private Optional<Differs> take(JournalEntry entry) {
        return switch (entry) {
            case Begun(Beginning beginning) -> {
                begin(beginning);
                yield Optional.empty();
            }
            case Missed(long count) -> {
                sights.accept(new Gap(number, count));
                number += count;
                charger = Optional.empty();
                tally = tally(0, 0, count, 0);
                yield Optional.empty();
            }
            case Cycle cycle -> repeat(cycle);
        };
    }

    private void begin(Beginning beginning) {
        charger = Optional.of(new ControlCycle(beginning.board(), beginning.memory()));
        number = beginning.cycle();
        tally = tally(0, 1, 0, 0);
        sights.accept(new Started(beginning));
    }

    private Optional<Differs> repeat(Cycle cycle) {
        long now = number;
        number++;
        if (charger.isEmpty()) {
            tally = tally(0, 0, 0, 1);
            return Optional.empty();
        }
        Answer again = again(charger.get(), cycle);
        Optional<Difference> different = Difference.first(cycle.answer(), again);
        if (different.isPresent()) {
            return Optional.of(new Differs(tally, now, cycle.input().at(), different.get()));
        }
        tally = tally(1, 0, 0, 0);
        Optional<Thought> thought =
                again instanceof Decided ? charger.get().thought() : Optional.empty();
        sights.accept(new Repeated(now, cycle, thought));
        return Optional.empty();
    }

    private static Answer again(ControlCycle charger, Cycle cycle) {
        try {
            Outcome outcome =
                    switch (cycle.input()) {
                        case Waves(Samples samples) -> charger.step(samples, cycle.requests());
                        case Values(Sensed sensed) -> charger.step(sensed, cycle.requests());
                    };
            return new Decided(outcome);
        } catch (RuntimeException bug) {
            return new Threw(bug.toString());
        }
    }

    private Tally tally(long cycles, long beginnings, long missed, long skipped) {
        return new Tally(
                tally.cycles + cycles,
                tally.beginnings + beginnings,
                tally.missed + missed,
                tally.skipped + skipped);
    }
}
