package stanchion.replay.travel;

import static java.util.Locale.ROOT;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import stanchion.control.ControlCycle.Outcome;
import stanchion.journal.Beginning;
import stanchion.journal.JournalEntry.Cycle;
import stanchion.journal.JournalEntry.Decided;
import stanchion.journal.JournalEntry.Threw;
import stanchion.journal.JournalEntry.Waves;
import stanchion.link.Report;
import stanchion.replay.Difference;
import stanchion.replay.Replay.Departed;
import stanchion.replay.Replay.Gap;
import stanchion.replay.Replay.Repeated;
import stanchion.replay.Replay.Sight;
import stanchion.replay.Replay.Started;
import stanchion.replay.Replay.Unrepeated;
import stanchion.replay.Why;
import stanchion.replay.travel.Mark.Kind;

/// Makes marks of what a replay sees.
///
/// Keeps the cycle before; for one thread.
final class Chronicle {
    /// From one cycle to the next, where none is late.
    private static final long CYCLE_NANOS = Duration.ofMillis(10).toNanos();

    private final Consumer<Mark> marks;
    private long at;
    private Optional<Cycle> before = Optional.empty();

    /// @param marks told them in their order
    Chronicle(Consumer<Mark> marks) {
        this.marks = marks;
    }

    /// @param cycle of the journal: this one, or the next one where none is seen
    void take(long cycle, Sight sight) {
        switch (sight) {
            case Started(Beginning beginning) -> pause(cycle, Kind.START, text(beginning));
            case Gap(_, long missed) ->
                    pause(
                            cycle,
                            Kind.GAP,
                            String.format(ROOT, "%,d cycles were not written", missed));
            case Repeated(_, Cycle seen, var thought) -> {
                arrive(cycle, seen);
                thought.filter(Why::isChange)
                        .ifPresent(change -> mark(cycle, Kind.STATE, Why.sentence(change)));
                leave(cycle, seen);
            }
            case Departed(_, Cycle seen, Difference what) -> {
                arrive(cycle, seen);
                mark(cycle, Kind.DIFFERS, text(what));
                change(cycle, seen);
                leave(cycle, seen);
            }
            case Unrepeated(_, Cycle seen) -> {
                arrive(cycle, seen);
                change(cycle, seen);
                leave(cycle, seen);
            }
        }
    }

    private void pause(long cycle, Kind kind, String text) {
        mark(cycle, kind, text);
        before = Optional.empty();
    }

    private void arrive(long cycle, Cycle seen) {
        long was = at;
        at = seen.input().at().nanos();
        if (before.isPresent() && seen.input() instanceof Waves) {
            long missed = Math.round((at - was) / (double) CYCLE_NANOS) - 1;
            if (missed > 0) {
                mark(
                        cycle,
                        Kind.LATE,
                        String.format(
                                ROOT,
                                "%.1f ms after the one before: %d deadlines missed",
                                (at - was) / 1e6,
                                missed));
            }
        }
        seen.requests().forEach(asked -> mark(cycle, Kind.ASKED, asked.toString()));
    }

    /// A change of state that was recorded; why can only be told of what is repeated.
    private void change(long cycle, Cycle seen) {
        String was = before.map(Chronicle::state).orElse("");
        String now = state(seen);
        if (!was.isEmpty() && !was.equals(now)) {
            mark(cycle, Kind.STATE, was + " -> " + now + " as recorded");
        }
    }

    private void leave(long cycle, Cycle seen) {
        switch (seen.answer()) {
            case Threw(String what) -> mark(cycle, Kind.BUG, what);
            case Decided(Outcome outcome) -> {
                for (Report report : outcome.reports()) {
                    if (report instanceof Report.Event event) {
                        String text = event.name() + " " + event.detail();
                        mark(cycle, Kind.EVENT, text.strip());
                    }
                }
            }
        }
        before = Optional.of(seen);
    }

    private void mark(long cycle, Kind kind, String text) {
        marks.accept(new Mark(cycle, at, kind, text));
    }

    private static String state(Cycle cycle) {
        return cycle.answer() instanceof Decided(Outcome outcome) ? outcome.status().state() : "";
    }

    private static String text(Beginning beginning) {
        return "firmware " + beginning.firmware() + " on board " + beginning.board().name();
    }

    private static String text(Difference what) {
        return what.field() + " recorded " + what.recorded() + ", replayed " + what.replayed();
    }
}
