package stanchion.replay;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import stanchion.control.ControlCycle.Thought;
import stanchion.journal.Beginning;
import stanchion.journal.JournalEntry.Decided;
import stanchion.journal.JournalEntry.Threw;
import stanchion.link.Report;
import stanchion.link.Request;
import stanchion.replay.Replay.Departed;
import stanchion.replay.Replay.Gap;
import stanchion.replay.Replay.Repeated;
import stanchion.replay.Replay.Sight;
import stanchion.replay.Replay.Started;
import stanchion.replay.Replay.Unrepeated;
import stanchion.units.Uptime;

/// Tells a replay in lines: beginnings and gaps always, changes of state and events when wanted.
///
/// Keeps when the first cycle was; for one replay.
public final class Story {
    /// What is told.
    public enum Detail {
        CHANGES,
        EVENTS
    }

    /// A span of time in seconds since the first cycle.
    public record Within(double from, double to) {}

    private final Set<Detail> details;
    private final Within within;
    private Optional<Uptime> first = Optional.empty();
    private Uptime last = new Uptime(0);

    public Story(Set<Detail> details, Within within) {
        this.details = Set.copyOf(details);
        this.within = within;
    }

    /// Seconds from the first cycle to the last.
    public double seconds() {
        return seconds(last);
    }

    /// Seconds from the first cycle to a moment.
    public double seconds(Uptime at) {
        return first.map(start -> (at.nanos() - start.nanos()) / 1e9).orElse(0.0);
    }

    /// What there is to tell of what was seen.
    public List<String> lines(Sight sight) {
        return switch (sight) {
            case Started(Beginning beginning) -> List.of(text(beginning));
            case Gap gap ->
                    List.of(
                            "           GAP     %,d cycles were not written"
                                    .formatted(gap.missed()));
            case Repeated repeated -> lines(repeated);
            case Departed _, Unrepeated _ -> List.of();
        };
    }

    private List<String> lines(Repeated repeated) {
        last = repeated.cycle().input().at();
        first = first.or(() -> Optional.of(last));
        double now = seconds(last);
        if (now < within.from || now > within.to) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        if (details.contains(Detail.EVENTS)) {
            repeated.cycle().requests().forEach(asked -> lines.add("ASKED   " + text(asked)));
        }
        if (details.contains(Detail.CHANGES)) {
            repeated.thought().filter(Why::isChange).ifPresent(change -> lines.add(text(change)));
        }
        if (details.contains(Detail.EVENTS)) {
            lines.addAll(events(repeated));
        }
        return lines.stream().map(line -> String.format(ROOT, "%10.3f %s", now, line)).toList();
    }

    private static List<String> events(Repeated repeated) {
        return switch (repeated.cycle().answer()) {
            case Threw(String what) -> List.of("BUG     " + what);
            case Decided(var outcome) ->
                    outcome.reports().stream()
                            .filter(Report.Event.class::isInstance)
                            .map(Report.Event.class::cast)
                            .map(event -> "EVENT   " + event.name() + " " + event.detail())
                            .toList();
        };
    }

    private static String text(Thought change) {
        return "STATE   " + Why.sentence(change);
    }

    private static String text(Request request) {
        return request.toString();
    }

    private static String text(Beginning beginning) {
        return "           STARTS  firmware %s on board %s, %s, cycle %d"
                .formatted(
                        beginning.firmware(),
                        beginning.board().name(),
                        beginning.board().ratedCurrent(),
                        beginning.cycle());
    }
}
