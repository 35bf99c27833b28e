package stanchion.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stanchion.hal.AnalogFrontEnd;
import stanchion.hal.AnalogFrontEnd.AdcScale;
import stanchion.hal.AnalogFrontEnd.PhaseChannels;
import stanchion.hal.AnalogFrontEnd.ProximityCircuit;
import stanchion.hal.BoardProfile;
import stanchion.hal.BoardProfile.CableAttachment;
import stanchion.hal.BoardProfile.Ventilation;
import stanchion.hal.Commands;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.hal.Commands.ResidualTest;
import stanchion.hal.Inputs;
import stanchion.hal.Inputs.ContactorPosition;
import stanchion.hal.Inputs.Earth;
import stanchion.hal.Inputs.Housing;
import stanchion.hal.Inputs.LoadSide;
import stanchion.hal.Inputs.LogicSupply;
import stanchion.hal.Inputs.ResidualMonitor;
import stanchion.hal.Reading;
import stanchion.hal.SafetyLimits;
import stanchion.link.Report.Meter.Phase;
import stanchion.metering.MainsFrequency;
import stanchion.pilot.Cable;
import stanchion.pilot.Diode;
import stanchion.pilot.DutyWatch.Duty;
import stanchion.pilot.PilotLevels;
import stanchion.pilot.PilotState;
import stanchion.pilot.PilotView;
import stanchion.safety.Alarms;
import stanchion.safety.Fault;
import stanchion.safety.FaultSet;
import stanchion.session.FaultConditions.Meters;
import stanchion.session.FaultConditions.Signs;
import stanchion.session.Measurements.Switching;
import stanchion.units.Amps;
import stanchion.units.Celsius;
import stanchion.units.Hertz;
import stanchion.units.Ohms;
import stanchion.units.Uptime;
import stanchion.units.Vars;
import stanchion.units.VoltAmperes;
import stanchion.units.Volts;
import stanchion.units.Watts;

/// Drives the charge machine with hand-made measurements, any time step apart. Hardware that obeys
/// unless a story says otherwise.
final class Script {
    PilotState pilot = PilotState.A;
    Diode diode = Diode.SOUND;
    PilotView.Health health = PilotView.Health.GOOD;
    Cable cable = new Cable.Rated(new Amps(32));
    Mains mains = measured(230, 0);
    Optional<ContactorPosition> mirror = Optional.empty();
    Optional<LoadSide> loadSide = Optional.empty();
    Optional<ResidualMonitor> residual = Optional.empty();
    Housing housing = Housing.IN_ORDER;
    LogicSupply logicSupply = LogicSupply.GOOD;
    double supply = 32;
    double celsius = 20;
    Duty duty = Duty.AS_COMMANDED;
    Converters converters = Converters.GOOD;
    Intent intent = Intent.INITIAL;
    Charge charge = Charge.started(new Uptime(0));
    Commands commands = Commands.SAFE;
    final List<SessionEvent> events = new ArrayList<>();

    private final BoardProfile board;
    private final ChargeMachine machine;
    private final Alarms alarms = new Alarms();
    private long millis;
    private long switchedMillis;

    Script() {
        this(SafetyLimits.EUROPE);
    }

    Script(SafetyLimits limits) {
        board = board().with(limits);
        machine = new ChargeMachine(board);
    }

    /// Decides once, `step` milliseconds later.
    Script after(long step) {
        millis += step;
        Decision decision = machine.decide(charge, measurements(), intent);
        charge = decision.next();
        if (decision.commands().contactor() != commands.contactor()) {
            switchedMillis = millis;
        }
        commands = decision.commands();
        events.addAll(decision.events());
        return this;
    }

    /// Decides every 10 ms for `span` milliseconds.
    Script during(long span) {
        for (long left = span; left > 0; left -= 10) {
            after(10);
        }
        return this;
    }

    /// The gateway saw a sign of tampering.
    void suspect(Fault sign) {
        charge = machine.suspected(charge, measurements(), sign, events::add);
    }

    /// A person asks to clear the faults; whether that was done.
    boolean clear() {
        return clear(Authority.ANYBODY);
    }

    /// Somebody asks to clear the faults; whether that was done.
    boolean clear(Authority authority) {
        Optional<Charge> cleared =
                machine.cleared(charge, measurements(), authority, events::add).freed();
        charge = cleared.orElse(charge);
        return cleared.isPresent();
    }

    /// The details of all events of this name so far.
    List<String> details(EventName name) {
        return events.stream()
                .filter(event -> event.name() == name)
                .map(SessionEvent::detail)
                .toList();
    }

    /// A vehicle that charges.
    Script charging() {
        pilot = PilotState.B;
        during(2000);
        pilot = PilotState.C;
        during(500);
        return this;
    }

    Uptime now() {
        return new Uptime(millis * 1_000_000L);
    }

    boolean isClosed() {
        return commands.contactor() == ContactorCommand.CLOSE;
    }

    String state() {
        return charge.state().label();
    }

    List<EventName> names() {
        return events.stream().map(SessionEvent::name).toList();
    }

    static Mains measured(double volts, double amps) {
        return measured(phase(volts, amps, volts * amps));
    }

    static Mains measured(Phase... phases) {
        return new Mains.Measured(List.of(phases), new MainsFrequency.Tracked(new Hertz(50)));
    }

    static Phase phase(double volts, double amps, double watts) {
        return new Phase(
                new Volts(volts),
                new Amps(amps),
                new Watts(watts),
                new Vars(0),
                new VoltAmperes(volts * amps),
                1);
    }

    private Measurements measurements() {
        ContactorPosition position = isClosed() ? ContactorPosition.CLOSED : ContactorPosition.OPEN;
        ResidualMonitor monitor =
                commands.residualTest() == ResidualTest.ON
                        ? ResidualMonitor.TRIPPED_DC
                        : ResidualMonitor.READY;
        Inputs inputs =
                new Inputs(
                        mirror.orElse(position),
                        loadSide.orElse(isClosed() ? LoadSide.LIVE : LoadSide.DEAD),
                        residual.orElse(monitor),
                        Earth.CONNECTED,
                        housing,
                        logicSupply,
                        new Reading.Present<>(new Celsius(celsius)),
                        new Amps(supply));
        PilotView view =
                new PilotView(
                        new PilotLevels.Steady(Volts.ZERO),
                        Optional.of(pilot),
                        pilot,
                        diode,
                        health);
        Signs signs = new Signs(view, duty, cable, new Meters(mains, converters), inputs);
        FaultSet conditions = FaultConditions.sensed(signs, commands, board);
        return new Measurements(
                now(),
                view,
                cable,
                mains,
                inputs,
                alarms.observe(conditions, now()),
                millis - switchedMillis < 1000 ? Switching.RECENT : Switching.LONG_AGO);
    }

    private static BoardProfile board() {
        return board(CableAttachment.SOCKET, Ventilation.ABSENT);
    }

    static BoardProfile board(CableAttachment attachment, Ventilation ventilation) {
        AdcScale scale = new AdcScale(1, 0, -100, 100);
        return new BoardProfile(
                "script",
                new Amps(32),
                attachment,
                ventilation,
                new Amps(6),
                Duration.ofMillis(200),
                SafetyLimits.EUROPE,
                new AnalogFrontEnd(
                        scale,
                        new Hertz(20_000),
                        new ProximityCircuit(scale, new Volts(5), new Ohms(1000)),
                        new Hertz(8000),
                        List.of(new PhaseChannels(scale, scale, Duration.ZERO))));
    }
}
