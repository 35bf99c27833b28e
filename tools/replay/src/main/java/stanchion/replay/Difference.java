package stanchion.replay;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import stanchion.control.ControlCycle.Outcome;
import stanchion.journal.JournalEntry.Answer;
import stanchion.journal.JournalEntry.Decided;
import stanchion.journal.JournalEntry.Threw;
import stanchion.link.Report;

/// The first thing in a cycle that was not repeated.
///
/// @param field by its name in the firmware
/// @param recorded as it stands in the journal
/// @param replayed as this version decides
public record Difference(String field, String recorded, String replayed) {
    private record Field(String name, Function<Outcome, Object> value) {}

    /// In the order in which a charger is understood: what was switched, what it was, what was
    /// told.
    private static final List<Field> FIELDS =
            List.of(
                    new Field("commands.contactor", so -> so.commands().contactor()),
                    new Field("commands.pilot", so -> so.commands().pilot()),
                    new Field("commands.residualTest", so -> so.commands().residualTest()),
                    new Field("status.state", so -> so.status().state()),
                    new Field("status.faults", so -> so.status().faults()),
                    new Field("status.pilot", so -> so.status().pilot()),
                    new Field("status.offer", so -> so.status().offer()),
                    new Field("status.limit", so -> so.status().limit()),
                    new Field("status.enablement", so -> so.status().enablement()),
                    new Field("status.duty", so -> so.status().duty()),
                    new Field("status.contactor", so -> so.status().contactor()),
                    new Field("status.temperature", so -> so.status().temperature()),
                    new Field("status.sessionEnergy", so -> so.status().sessionEnergy()),
                    new Field("status", Outcome::status),
                    new Field("commands", Outcome::commands));

    /// What differs first, bit for bit; empty when nothing does.
    static Optional<Difference> first(Answer recorded, Answer replayed) {
        if (recorded.equals(replayed)) {
            return Optional.empty();
        }
        if (recorded instanceof Decided(Outcome then) && replayed instanceof Decided(Outcome now)) {
            return Optional.of(first(then, now));
        }
        return Optional.of(new Difference("cycle", text(recorded), text(replayed)));
    }

    private static Difference first(Outcome then, Outcome now) {
        for (Field field : FIELDS) {
            Object recorded = field.value.apply(then);
            Object replayed = field.value.apply(now);
            if (!recorded.equals(replayed)) {
                return new Difference(field.name, recorded.toString(), replayed.toString());
            }
        }
        return inReports(then.reports(), now.reports());
    }

    private static Difference inReports(List<Report> then, List<Report> now) {
        for (int i = 0; i < Math.max(then.size(), now.size()); i++) {
            Optional<Report> recorded = at(then, i);
            Optional<Report> replayed = at(now, i);
            if (!Objects.equals(recorded, replayed)) {
                return new Difference("reports[" + i + "]", text(recorded), text(replayed));
            }
        }
        throw new IllegalStateException("outcomes differ in nothing");
    }

    private static Optional<Report> at(List<Report> reports, int place) {
        return place < reports.size() ? Optional.of(reports.get(place)) : Optional.empty();
    }

    private static String text(Optional<Report> report) {
        return report.map(Report::toString).orElse("nothing");
    }

    private static String text(Answer answer) {
        return switch (answer) {
            case Decided _ -> "decided";
            case Threw(String what) -> "threw " + what;
        };
    }
}
