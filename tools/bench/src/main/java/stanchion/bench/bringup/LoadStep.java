package stanchion.bench.bringup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import stanchion.board.Calibration;
import stanchion.board.Calibration.Channel;
import stanchion.board.Calibration.Transformer;
import stanchion.board.Calibration.Trim;
import stanchion.board.CalibrationFile;
import stanchion.hal.AnalogFrontEnd;
import stanchion.hal.AnalogFrontEnd.AdcScale;
import stanchion.hal.AnalogFrontEnd.PhaseChannels;
import stanchion.hal.BoardProfile;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.hal.Commands.ResidualTest;
import stanchion.hal.Samples;
import stanchion.metering.MainsFrequency;
import stanchion.metering.Meter;
import stanchion.metering.MeterWindow;
import stanchion.sim.scenario.Verb;
import stanchion.sim.scenario.Verb.Condition;
import stanchion.sim.scenario.Verb.Contact;
import stanchion.sim.scenario.Verb.Setting;
import stanchion.units.Amps;

/// Voltages and currents under a known load: which way each current transformer looks, ratios, and
/// the transformers' phase; all against a reference meter that the person reads.
final class LoadStep {
    static final String ID = "load";

    private static final double OFFER_16_A = 26.67;
    private static final Duration RAMP = Duration.ofSeconds(5);
    private static final Duration MEASURING = Duration.ofSeconds(6);

    /// The meter has settled after so many windows of 0.2 s.
    private static final int SETTLING_WINDOWS = 3;

    private static final double USUAL_HERTZ = 50;

    /// Class 0.5 leaves this to the board, the other half to time and temperature.
    private static final double VOLTS_PERCENT = 0.2;

    private static final double POWER_PERCENT = 0.25;
    private static final String CLASS = "half of class 0.5";
    private static final String GAIN = " gain";
    private static final String ZERO = " zero";
    private static final String REVERSED = "transformer reversed";
    private static final String LAG = "lag shift";
    private static final String RECORD = "limits of the calibration record";

    /// What a reference meter shows of one phase.
    record Reference(double volts, double amps, double watts, double vars) {}

    /// What the board measures of one phase, in the same units, and the frequency.
    private record Measured(double volts, double amps, double watts, double vars, double hertz) {}

    private final Person person;
    private final IntFunction<Optional<Reference>> simulated;

    /// @param simulated what the simulator's reference meter shows; empty at a real board
    LoadStep(Person person, IntFunction<Optional<Reference>> simulated) {
        this.person = person;
        this.simulated = simulated;
    }

    Step step() {
        return new Step(
                ID,
                "Current transformers, ratios and phase",
                "MAINS ON: plug a vehicle simulator with a steady three-phase load of about 16 A behind a"
                        + " reference meter, in state C. The load runs for 11 s; note volts, amperes, watts and"
                        + " vars of each phase meanwhile.",
                List.of(
                        PilotSteps.plug(32),
                        new Verb.Diode(Condition.OK),
                        new Verb.Ventilation(Setting.OFF),
                        new Verb.Draw(new Amps(16), 3),
                        new Verb.S2(Contact.CLOSED)),
                this::measure);
    }

    private List<Finding> measure(Rig rig) {
        rig.pilot(Rig.pwm(OFFER_16_A));
        rig.during(Duration.ofSeconds(1));
        rig.drive(Rig.pwm(OFFER_16_A), ContactorCommand.CLOSE, ResidualTest.OFF);
        rig.during(RAMP);
        List<Samples> sensed = rig.during(MEASURING);
        List<Optional<Reference>> shown = new ArrayList<>();
        int phases = rig.profile().analog().phases().size();
        for (int i = 0; i < phases; i++) {
            shown.add(simulated.apply(i));
        }
        rig.rest();
        rig.during(Duration.ofSeconds(1));
        List<Reference> references = new ArrayList<>();
        for (int i = 0; i < phases; i++) {
            references.add(ask(i + 1, shown.get(i)));
        }
        return judge(rig.profile(), sensed, references);
    }

    private static List<Finding> judge(
            BoardProfile profile, List<Samples> sensed, List<Reference> references) {
        List<Finding> findings = new ArrayList<>();
        List<Trim> trims = new ArrayList<>();
        List<Measured> before = measured(profile.analog(), sensed);
        double[] means = Zeroes.means(sensed);
        for (int i = 0; i < references.size(); i++) {
            PhaseChannels channels = profile.analog().phases().get(i);
            Zeroes zeroes =
                    new Zeroes(
                            means[2 * i] - channels.volts().zeroCode(),
                            means[2 * i + 1] - channels.amps().zeroCode());
            Trim trim = trim(before.get(i), references.get(i), zeroes);
            trims.add(trim);
            findings.addAll(findings("L" + (i + 1) + " ", trim, channels));
        }
        if (findings.stream().allMatch(Finding::holds)) {
            BoardProfile corrected = new Calibration(profile.name(), trims).applyTo(profile);
            findings.addAll(errors(measured(corrected.analog(), sensed), references));
        }
        return findings;
    }

    private static List<Finding> findings(String phase, Trim trim, PhaseChannels channels) {
        double reversed = trim.transformer() == Transformer.REVERSED ? 1 : 0;
        double lagMicros = trim.lagShift().toNanos() / 1e3;
        List<Finding> findings = new ArrayList<>();
        findings.addAll(findings(phase + "volts", trim.volts(), channels.volts()));
        findings.addAll(findings(phase + "amps", trim.amps(), channels.amps()));
        findings.add(new Finding(phase + REVERSED, reversed, "", 0, 1, RECORD));
        findings.add(new Finding(phase + LAG, lagMicros, "us", -200, 200, RECORD));
        return findings;
    }

    private static List<Finding> findings(String channel, Channel trim, AdcScale scale) {
        double most = CalibrationFile.mostZeroShift(scale);
        return List.of(
                new Finding(channel + GAIN, trim.gain(), "", 0.9, 1.1, RECORD),
                new Finding(channel + ZERO, trim.zeroShift(), "codes", -most, most, RECORD));
    }

    private static List<Finding> errors(List<Measured> after, List<Reference> references) {
        List<Finding> errors = new ArrayList<>();
        for (int i = 0; i < references.size(); i++) {
            Measured is = after.get(i);
            Reference should = references.get(i);
            String phase = "L" + (i + 1) + " error of ";
            errors.add(error(phase + "volts", is.volts, should.volts, VOLTS_PERCENT));
            errors.add(error(phase + "amps", is.amps, should.amps, POWER_PERCENT));
            errors.add(error(phase + "watts", is.watts, should.watts, POWER_PERCENT));
        }
        return errors;
    }

    private static Finding error(String what, double is, double should, double percent) {
        double error = (is / should - 1) * 100;
        return new Finding(what + ", corrected", error, "%", -percent, percent, CLASS);
    }

    private static Trim trim(Measured is, Reference should, Zeroes zeroes) {
        boolean reversed = is.watts * should.watts < 0;
        double sign = reversed ? -1 : 1;
        double angle =
                Math.atan2(sign * is.vars, sign * is.watts) - Math.atan2(should.vars, should.watts);
        double seconds = angle / (2 * Math.PI * is.hertz);
        return new Trim(
                new Channel(should.volts / is.volts, zeroes.voltsShift()),
                new Channel(should.amps / is.amps, zeroes.ampsShift()),
                reversed ? Transformer.REVERSED : Transformer.FORWARD,
                Duration.ofNanos(Math.round(seconds * 1e9)));
    }

    private static List<Measured> measured(AnalogFrontEnd analog, List<Samples> sensed) {
        Meter meter = new Meter(analog);
        List<MeterWindow> windows = new ArrayList<>();
        for (Samples samples : sensed) {
            windows.addAll(meter.accept(samples.mains()));
        }
        List<MeterWindow> settled =
                windows.subList(Math.min(SETTLING_WINDOWS, windows.size()), windows.size());
        List<Measured> phases = new ArrayList<>();
        for (int i = 0; i < analog.phases().size(); i++) {
            phases.add(mean(settled, i));
        }
        return phases;
    }

    private static Measured mean(List<MeterWindow> windows, int phase) {
        double volts = 0;
        double amps = 0;
        double watts = 0;
        double vars = 0;
        double hertz = 0;
        for (MeterWindow window : windows) {
            var values = window.phases().get(phase);
            volts += values.voltage().value() / windows.size();
            amps += values.current().value() / windows.size();
            watts += values.active().value() / windows.size();
            vars += values.reactive().value() / windows.size();
            hertz +=
                    (window.frequency() instanceof MainsFrequency.Tracked(var tracked)
                                    ? tracked.value()
                                    : USUAL_HERTZ)
                            / windows.size();
        }
        return new Measured(volts, amps, watts, vars, hertz);
    }

    private Reference ask(int phase, Optional<Reference> shown) {
        while (true) {
            String answer =
                    person.ask(
                            "L%d by the reference meter: volts amperes watts vars".formatted(phase)
                                    + (shown.isPresent()
                                            ? "  [reference: what the simulator's shows]"
                                            : ""));
            if (shown.isPresent() && answer.equals("reference")) {
                return shown.get();
            }
            if (answer.equals("stop")) {
                throw new Walk.Stopped();
            }
            Optional<Reference> read = read(answer);
            if (read.isPresent()) {
                return read.get();
            }
            person.tell("'" + answer + "' is no four numbers like 230.1 15.98 3665 277");
        }
    }

    private static Optional<Reference> read(String answer) {
        String[] words = answer.trim().split(" +", -1);
        double[] values = new double[4];
        if (words.length != values.length) {
            return Optional.empty();
        }
        for (int i = 0; i < values.length; i++) {
            if (!words[i].matches("-?[0-9]+(\\.[0-9]+)?")) {
                return Optional.empty();
            }
            values[i] = Double.parseDouble(words[i]);
        }
        boolean usable = values[0] > 0 && values[1] > 0 && values[2] != 0;
        return usable
                ? Optional.of(new Reference(values[0], values[1], values[2], values[3]))
                : Optional.empty();
    }

    /// The calibration that a passed step found.
    static Calibration calibration(String board, Outcome outcome) {
        Map<String, Double> values = new TreeMap<>();
        outcome.findings().forEach(finding -> values.put(finding.what(), finding.value()));
        List<Trim> trims = new ArrayList<>();
        for (int i = 1; values.containsKey("L" + i + " volts" + GAIN); i++) {
            String phase = "L" + i + " ";
            trims.add(
                    new Trim(
                            channel(phase + "volts", values),
                            channel(phase + "amps", values),
                            values.getOrDefault(phase + REVERSED, 0.0) > 0.5
                                    ? Transformer.REVERSED
                                    : Transformer.FORWARD,
                            Duration.ofNanos(
                                    Math.round(values.getOrDefault(phase + LAG, 0.0) * 1e3))));
        }
        return new Calibration(board, trims);
    }

    private static Channel channel(String name, Map<String, Double> values) {
        return new Channel(
                values.getOrDefault(name + GAIN, 1.0), values.getOrDefault(name + ZERO, 0.0));
    }
}
