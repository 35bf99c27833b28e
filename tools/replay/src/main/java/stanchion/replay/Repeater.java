package stanchion.replay;

import java.util.Optional;
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
import stanchion.replay.Replay.Departed;
import stanchion.replay.Replay.Gap;
import stanchion.replay.Replay.Repeated;
import stanchion.replay.Replay.Sight;
import stanchion.replay.Replay.Started;
import stanchion.replay.Replay.Tally;
import stanchion.replay.Replay.Unrepeated;

/// Lets a control cycle decide again, entry by entry.
///
/// A charger that has decided otherwise, or whose journal has a gap, is not the recorded one any
/// more: what follows is only counted, up to the next beginning. For one thread.
public final class Repeater {
    private Optional<ControlCycle> charger = Optional.empty();
    private Tally tally = new Tally(0, 0, 0, 0);
    private long number;

    /// A repeater of a journal that is taken from its beginning.
    public Repeater() {}

    /// What is seen of the next entry.
    public Sight take(JournalEntry entry) {
        return switch (entry) {
            case Begun(Beginning beginning) -> {
                charger = Optional.of(new ControlCycle(beginning.board(), beginning.memory()));
                number = beginning.cycle();
                tally = tally(0, 1, 0, 0);
                yield new Started(beginning);
            }
            case Missed(long count) -> {
                Gap gap = new Gap(number, count);
                number += count;
                charger = Optional.empty();
                tally = tally(0, 0, count, 0);
                yield gap;
            }
            case Cycle cycle -> repeat(cycle);
        };
    }

    /// What was taken so far.
    public Tally tally() {
        return tally;
    }

    private Sight repeat(Cycle cycle) {
        long now = number;
        number++;
        if (charger.isEmpty()) {
            tally = tally(0, 0, 0, 1);
            return new Unrepeated(now, cycle);
        }
        ControlCycle repeating = charger.get();
        Answer again = again(repeating, cycle);
        Optional<Difference> different = Difference.first(cycle.answer(), again);
        if (different.isPresent()) {
            charger = Optional.empty();
            return new Departed(now, cycle, different.get());
        }
        tally = tally(1, 0, 0, 0);
        Optional<Thought> thought =
                again instanceof Decided ? repeating.thought() : Optional.empty();
        return new Repeated(now, cycle, thought);
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
                tally.cycles() + cycles,
                tally.beginnings() + beginnings,
                tally.missed() + missed,
                tally.skipped() + skipped);
    }
}
