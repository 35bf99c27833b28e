package stanchion.replay.travel;

import static java.util.Locale.ROOT;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import stanchion.control.ControlCycle.Outcome;
import stanchion.control.Sensed;
import stanchion.hal.Commands;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.hal.Commands.PilotOutput;
import stanchion.hal.Inputs;
import stanchion.hal.Reading;
import stanchion.hal.Samples;
import stanchion.journal.JournalEntry.Decided;
import stanchion.journal.JournalEntry.Threw;
import stanchion.journal.JournalEntry.Values;
import stanchion.journal.JournalEntry.Waves;
import stanchion.link.Report;
import stanchion.link.Report.Meter.Phase;
import stanchion.pilot.Cable;
import stanchion.pilot.PilotLevels;
import stanchion.replay.travel.Moment.Row;
import stanchion.replay.travel.Moment.Sheets;
import stanchion.safety.Fault;
import stanchion.session.EventName;
import stanchion.session.Intent;
import stanchion.session.Intent.RemoteLimit;
import stanchion.session.Mains;
import stanchion.session.ResidualCheck;
import stanchion.units.Celsius;
import stanchion.units.Volts;

/// A cycle in words and figures, in the order in which it went: measured, session, interlock,
/// outcome.
final class Sheet {
    private static final String UNKNOWN = "not known: not repeated, or not kept";

    private Sheet() {}

    static Sheets of(Facts facts) {
        return switch (facts.cycle().answer()) {
            case Threw(String what) ->
                    new Sheets(
                            measured(facts, Optional.empty()),
                            List.of(),
                            List.of(),
                            List.of(new Row("a bug ended the cycle", what)));
            case Decided(Outcome outcome) ->
                    new Sheets(
                            measured(facts, Optional.of(outcome)),
                            session(facts, outcome.status()),
                            interlock(outcome),
                            outcome(outcome.commands()));
        };
    }

    private static List<Row> measured(Facts facts, Optional<Outcome> outcome) {
        List<Row> rows = new ArrayList<>();
        rows.add(
                new Row(
                        "pilot",
                        outcome.map(known -> known.status().pilot().name() + ", ").orElse("")
                                + text(facts.levels())));
        rows.add(new Row("this level alone", known(facts, Sheet::raw)));
        rows.add(new Row("diode, circuit", known(facts, Sheet::circuit)));
        rows.add(new Row("proximity", proximity(facts)));
        rows.add(new Row("cable", known(facts, insight -> text(insight.cable()))));
        mains(facts, rows);
        inputs(inputs(facts), rows);
        rows.add(new Row("alarms", known(facts, insight -> some(insight.alarms().text()))));
        return rows;
    }

    private static String raw(Insight insight) {
        return insight.raw().map(Enum::name).orElse("no state");
    }

    private static String circuit(Insight insight) {
        return word(insight.diode()) + ", " + word(insight.health());
    }

    private static Inputs inputs(Facts facts) {
        return switch (facts.cycle().input()) {
            case Waves(Samples samples) -> samples.inputs();
            case Values(Sensed sensed) -> sensed.inputs();
        };
    }

    private static void inputs(Inputs so, List<Row> rows) {
        rows.add(new Row("mirror contact", word(so.mirror())));
        rows.add(new Row("load side", poles(so.loadSide())));
        rows.add(new Row("residual monitor", word(so.residual())));
        rows.add(new Row("earth", word(so.earth())));
        rows.add(
                new Row(
                        "lid, attitude, stop",
                        word(so.housing().enclosure())
                                + ", "
                                + word(so.housing().attitude())
                                + ", "
                                + word(so.housing().stop())));
        rows.add(new Row("logic supply", word(so.logicSupply())));
        rows.add(new Row("temperature", text(so.temperature())));
        rows.add(new Row("supply allows", so.supply().toString()));
    }

    private static void mains(Facts facts, List<Row> rows) {
        List<Phase> phases =
                switch (facts.cycle().input()) {
                    case Values(Sensed sensed) ->
                            sensed.meters().mains() instanceof Mains.Measured measured
                                    ? measured.phases()
                                    : List.of();
                    case Waves _ -> facts.meter().map(Report.Meter::phases).orElse(List.of());
                };
        for (int i = 0; i < phases.size(); i++) {
            Phase phase = phases.get(i);
            rows.add(
                    new Row(
                            "L" + (i + 1),
                            String.format(
                                    ROOT,
                                    "%.1f V, %.2f A, %.0f W",
                                    phase.voltage().value(),
                                    phase.current().value(),
                                    phase.active().value())));
        }
    }

    private static List<Row> session(Facts facts, Report.Status status) {
        return List.of(
                new Row("state", status.state()),
                new Row("faults", some(names(status))),
                new Row("offer", status.offer().toString()),
                new Row("limit", status.limit().amps() + " by " + word(status.limit().source())),
                new Row("hardware allows", known(facts, insight -> insight.hardware().toString())),
                new Row("from outside", known(facts, insight -> text(insight.intent()))),
                new Row("residual test", known(facts, insight -> text(insight.guard().residual()))),
                new Row("derating", known(facts, insight -> word(insight.guard().derate()))),
                new Row(
                        "latched, retries",
                        known(
                                facts,
                                insight ->
                                        some(insight.guard().faults().latched().text())
                                                + ", "
                                                + insight.guard().faults().retries())),
                new Row("session energy", status.sessionEnergy().toString()));
    }

    private static List<Row> interlock(Outcome outcome) {
        Optional<String> objection =
                outcome.reports().stream()
                        .filter(Report.Event.class::isInstance)
                        .map(Report.Event.class::cast)
                        .filter(event -> event.name().equals(EventName.INTERLOCK_INTERVENED.name()))
                        .map(Report.Event::detail)
                        .findFirst();
        String verdict =
                objection
                        .map(fact -> "OPENS the contactor against the session: " + fact)
                        .orElseGet(() ->
                                outcome.commands().contactor() == ContactorCommand.CLOSE
                                        ? "lets the contactor be closed"
                                        : "has nothing to object: open is wanted");
        return List.of(new Row("verdict", verdict));
    }

    private static List<Row> outcome(Commands commands) {
        String pilot =
                switch (commands.pilot()) {
                    case PilotOutput.SteadyHigh _ -> "+12 V, no PWM";
                    case PilotOutput.SteadyLow _ -> "−12 V, no PWM";
                    case PilotOutput.Pwm(var duty) -> "PWM, " + duty;
                };
        return List.of(
                new Row("contactor", word(commands.contactor())),
                new Row("pilot", pilot),
                new Row("residual test", word(commands.residualTest())));
    }

    private static String known(Facts facts, Function<Insight, String> fact) {
        return facts.insight().map(fact).orElse(UNKNOWN);
    }

    private static String text(PilotLevels levels) {
        return switch (levels) {
            case PilotLevels.Steady(var level) -> "steady " + level;
            case PilotLevels.Swinging(var high, var low) -> high + " and " + low;
            case PilotLevels.Missing(var why) -> "no level: " + word(why);
        };
    }

    private static String proximity(Facts facts) {
        return switch (facts.cycle().input()) {
            case Values(Sensed sensed) -> text(sensed.cable());
            case Waves(Samples samples) ->
                    facts.board()
                            .map(board -> board.analog().proximity())
                            .map(circuit ->
                                    new Volts(circuit.volts().valueOf(samples.proximityCode()))
                                            + ": "
                                            + text(Cable.of(samples.proximityCode(), circuit)))
                            .orElse("code " + samples.proximityCode());
        };
    }

    private static String text(Cable cable) {
        return switch (cable) {
            case Cable.Rated(var rating) -> rating.toString();
            case Cable.Absent _ -> "absent";
            case Cable.Shorted _ -> "shorted";
        };
    }

    private static String text(Reading<Celsius> temperature) {
        return switch (temperature) {
            case Reading.Present<Celsius>(Celsius celsius) -> celsius.toString();
            case Reading.Missing<Celsius>(var why) -> "missing: " + word(why);
        };
    }

    private static String text(Intent intent) {
        String limit =
                switch (intent.limit()) {
                    case RemoteLimit.None _ -> "no limit";
                    case RemoteLimit.Until until -> "at most " + until.limit();
                    case RemoteLimit.Expired _ -> "limit expired";
                };
        return word(intent.enablement())
                + ", "
                + limit
                + (intent.held().isPresent() ? ", held" : "");
    }

    private static String text(ResidualCheck check) {
        return switch (check) {
            case ResidualCheck.Untested _ -> "none yet";
            case ResidualCheck.Testing _ -> "test current flows";
            case ResidualCheck.Clearing _ -> "has tripped, is to clear";
            case ResidualCheck.Passed _ -> "passed";
            case ResidualCheck.Failed _ -> "FAILED";
        };
    }

    private static String poles(Inputs.LoadSide side) {
        StringJoiner live = new StringJoiner(" ");
        for (int pole = 0; pole < 3; pole++) {
            if (side.isLive(pole)) {
                live.add("L" + (pole + 1));
            }
        }
        return side.isDead() ? "dead" : "live: " + live;
    }

    private static String names(Report.Status status) {
        return status.faults().stream().map(Fault::name).sorted().collect(joining(" "));
    }

    private static String some(String text) {
        return text.isEmpty() ? "none" : text;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(ROOT).replace('_', ' ');
    }
}
