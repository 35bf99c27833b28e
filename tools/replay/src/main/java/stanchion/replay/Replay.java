package stanchion.replay;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import stanchion.control.ControlCycle.Thought;
import stanchion.journal.Beginning;
import stanchion.journal.JournalEntry;
import stanchion.journal.JournalEntry.Cycle;
import stanchion.journal.JournalReader;
import stanchion.units.Uptime;

/// Lets the control cycle decide again what a journal holds, and compares.
public final class Replay {
    /// How far a replay came.
    ///
    /// @param cycles repeated, each like its recording
    /// @param beginnings of a charger's life
    /// @param missed cycles that the journal does not hold
    /// @param skipped cycles behind such a gap or behind a difference, up to the next beginning
    public record Tally(long cycles, long beginnings, long missed, long skipped) {}

    /// What came of it.
    public sealed interface Result {
        Tally tally();
    }

    /// Every decision was repeated bit for bit.
    ///
    /// @param tornBytes of a last block that was never written to its end; 0 without one
    public record Identical(Tally tally, int tornBytes) implements Result {
        /// What else is to be said of the journal; empty, or it begins with a semicolon.
        public String remarks() {
            String starts = tally.beginnings > 1 ? "; " + tally.beginnings + " beginnings" : "";
            String gaps =
                    tally.missed + tally.skipped > 0
                            ? String.format(
                                    Locale.ROOT,
                                    "; %,d cycles are missing in it and %,d behind them could not"
                                            + " be repeated",
                                    tally.missed,
                                    tally.skipped)
                            : "";
            String torn =
                    tornBytes > 0 ? "; its last " + tornBytes + " bytes are a block cut short" : "";
            return starts + gaps + torn;
        }
    }

    /// A decision was not.
    public record Differs(Tally tally, long cycle, Uptime at, Difference what) implements Result {}

    /// The journal cannot be read on.
    ///
    /// @param position byte in the journal
    public record Refused(Tally tally, int position, String reason) implements Result {}

    /// What is seen on the way, one for each entry.
    public sealed interface Sight {}

    public record Started(Beginning beginning) implements Sight {}

    /// A gap in the journal.
    public record Gap(long cycle, long missed) implements Sight {}

    /// A cycle that was repeated.
    ///
    /// @param number since the charger started
    /// @param thought why it was decided so; empty where a bug ended the cycle
    public record Repeated(long number, Cycle cycle, Optional<Thought> thought) implements Sight {}

    /// A cycle that was decided otherwise.
    ///
    /// @param number since the charger started
    public record Departed(long number, Cycle cycle, Difference what) implements Sight {}

    /// A cycle behind a gap or a difference: nobody knows from where it would have to be repeated.
    ///
    /// @param number since the charger started
    public record Unrepeated(long number, Cycle cycle) implements Sight {}

    private Replay() {}

    /// Replays a whole journal, or up to what cannot be repeated.
    ///
    /// @param sights told everything in order
    public static Result of(ByteBuffer journal, Consumer<Sight> sights) {
        JournalReader reader = new JournalReader(journal);
        Repeater repeater = new Repeater();
        while (true) {
            switch (reader.next()) {
                case JournalReader.End(int torn) -> {
                    return new Identical(repeater.tally(), torn);
                }
                case JournalReader.Refused(int position, String reason) -> {
                    return new Refused(repeater.tally(), position, reason);
                }
                case JournalReader.Entry(JournalEntry entry) -> {
                    Sight sight = repeater.take(entry);
                    if (sight instanceof Departed(long number, Cycle cycle, Difference what)) {
                        return new Differs(repeater.tally(), number, cycle.input().at(), what);
                    }
                    sights.accept(sight);
                }
            }
        }
    }
}
