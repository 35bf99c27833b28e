package stanchion.control;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import stanchion.hal.AnalogFrontEnd;
import stanchion.hal.AnalogFrontEnd.AdcScale;
import stanchion.hal.AnalogFrontEnd.PhaseChannels;
import stanchion.hal.AnalogFrontEnd.ProximityCircuit;
import stanchion.hal.BoardProfile;
import stanchion.hal.BoardProfile.CableAttachment;
import stanchion.hal.BoardProfile.Ventilation;
import stanchion.hal.Commands;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.hal.Commands.PilotOutput;
import stanchion.hal.Commands.ResidualTest;
import stanchion.hal.Inputs;
import stanchion.hal.Inputs.ContactorPosition;
import stanchion.hal.Inputs.Earth;
import stanchion.hal.Inputs.Housing;
import stanchion.hal.Inputs.LoadSide;
import stanchion.hal.Inputs.LogicSupply;
import stanchion.hal.Inputs.ResidualMonitor;
import stanchion.hal.MainsBlock;
import stanchion.hal.PilotCapture;
import stanchion.hal.Reading;
import stanchion.hal.SafetyLimits;
import stanchion.hal.Samples;
import stanchion.link.EnergyTotals;
import stanchion.link.Report;
import stanchion.link.Request;
import stanchion.safety.FaultSet;
import stanchion.session.ChargeMachine;
import stanchion.units.Amps;
import stanchion.units.Celsius;
import stanchion.units.Hertz;
import stanchion.units.Ohms;
import stanchion.units.Uptime;
import stanchion.units.Volts;
import stanchion.units.WattHours;

/// A scripted charger for tests: volts go in as codes, commands come out, cycle by cycle.
/// Everything a story wants to disturb is a field.
final class Rig {
    static final int CYCLE_MILLIS = 10;
    private static final int PILOT_CODES = 200;
    private static final int FRAMES = 80;

    final List<Report> reports = new ArrayList<>();
    final List<Request> requests = new ArrayList<>();

    /// Volts at the terminal while the generator is high.
    double high = 12;

    /// Volts at the terminal while the generator is low.
    double low = -12;

    boolean pilotSilent;
    boolean pilotShort;

    /// A converter shows a code more or less; 1: none.
    int noise = 2;

    double cableOhms = 220;
    double volts = 230;
    double vehicleAmps;
    boolean welded;
    boolean stuckOpen;
    boolean deadMonitor;
    boolean stuckMonitor;
    ResidualMonitor residual = ResidualMonitor.READY;
    Earth earth = Earth.CONNECTED;
    Housing housing = Housing.IN_ORDER;
    LogicSupply logicSupply = LogicSupply.GOOD;
    Reading<Celsius> temperature = new Reading.Present<>(new Celsius(25));
    double supply = 32;
    long skippedFrames;
    boolean mainsSilent;

    Commands commands = Commands.SAFE;
    private final ControlCycle cycle;
    private final BoardProfile board;
    private long millis;
    private long frame;
    private long contactorChangedMillis = -1000;
    private Report.Status status;

    Rig() {
        this(board(CableAttachment.SOCKET, Ventilation.ABSENT));
    }

    Rig(BoardProfile board) {
        this(board, new ChargeMachine(board)::decide);
    }

    /// @param session the deciding part, for a story about a bug in it
    Rig(BoardProfile board, ControlCycle.Deciding session) {
        this(board, session, FaultSet.NONE);
    }

    /// A charger in the life after one in which this was done to it.
    static Rig after(FaultSet tampering) {
        BoardProfile board = board(CableAttachment.SOCKET, Ventilation.ABSENT);
        return new Rig(board, new ChargeMachine(board)::decide, tampering);
    }

    private Rig(BoardProfile board, ControlCycle.Deciding session, FaultSet tampering) {
        this.board = board;
        EnergyTotals energy = EnergyTotals.of(new WattHours(1000));
        ControlCycle.Memory memory = new ControlCycle.Memory(energy, 7, 41, tampering);
        cycle = new ControlCycle(board, memory, session);
        status = run();
    }

    static BoardProfile board(CableAttachment attachment, Ventilation ventilation) {
        AdcScale pilot = new AdcScale(0.0005, 0, -32768, 32767);
        AdcScale proximity = new AdcScale(0.00125, 0, -1, 4095);
        PhaseChannels phase =
                new PhaseChannels(
                        new AdcScale(0.02, 0, -32768, 32767),
                        new AdcScale(0.004, 0, -32768, 32767),
                        Duration.ZERO);
        return new BoardProfile(
                "rig",
                new Amps(32),
                attachment,
                ventilation,
                new Amps(6),
                Duration.ofMillis(200),
                SafetyLimits.EUROPE,
                new AnalogFrontEnd(
                        pilot,
                        new Hertz(20_000),
                        new ProximityCircuit(proximity, new Volts(5), new Ohms(1000)),
                        new Hertz(8000),
                        List.of(phase)));
    }

    /// One cycle.
    Report.Status run() {
        millis += CYCLE_MILLIS;
        ControlCycle.Outcome outcome = cycle.step(samples(), List.copyOf(requests));
        requests.clear();
        if (outcome.commands().contactor() != commands.contactor()) {
            contactorChangedMillis = millis;
        }
        commands = outcome.commands();
        reports.addAll(outcome.reports());
        status = outcome.status();
        return status;
    }

    void wait(Duration span) {
        for (long left = span.toMillis(); left > 0; left -= CYCLE_MILLIS) {
            run();
        }
    }

    /// Runs until the status is so and answers after how many milliseconds; fails after a minute.
    long until(Predicate<Report.Status> so) {
        long began = millis;
        while (!so.test(run())) {
            if (millis - began > 60_000) {
                throw new AssertionError("not within a minute; now " + status);
            }
        }
        return millis - began;
    }

    long untilContactor(ContactorCommand command) {
        return until(_ -> commands.contactor() == command);
    }

    /// In how many cycles the interlock had to open what the session wanted closed.
    long interventions() {
        return cycle.interventions();
    }

    ControlCycle.Memory memory() {
        return cycle.memory();
    }

    Optional<ControlCycle.Thought> thought() {
        return cycle.thought();
    }

    Report.Status status() {
        return status;
    }

    boolean isClosed() {
        return commands.contactor() == ContactorCommand.CLOSE;
    }

    List<String> events() {
        return reports.stream()
                .filter(Report.Event.class::isInstance)
                .map(report -> ((Report.Event) report).name())
                .toList();
    }

    /// The details of all events of this name.
    List<String> details(String name) {
        return reports.stream()
                .filter(Report.Event.class::isInstance)
                .map(Report.Event.class::cast)
                .filter(event -> event.name().equals(name))
                .map(Report.Event::detail)
                .toList();
    }

    void plug() {
        high = 9;
    }

    void closeS2() {
        high = 6;
    }

    void unplug() {
        high = 12;
        vehicleAmps = 0;
        cableOhms = 1e6;
    }

    /// A vehicle that charges with what it is offered.
    void charge() {
        plug();
        wait(Duration.ofSeconds(1));
        closeS2();
        untilContactor(ContactorCommand.CLOSE);
        vehicleAmps = 10;
    }

    private Samples samples() {
        return new Samples(
                new Uptime(millis * 1_000_000L),
                new PilotCapture(pilotSilent ? new short[0] : pilotCodes()),
                (int) Math.min(4000, Math.round(5 * cableOhms / (cableOhms + 1000) / 0.00125)),
                mains(),
                new Inputs(
                        mirror(),
                        mirror() == ContactorPosition.CLOSED ? LoadSide.LIVE : LoadSide.DEAD,
                        monitor(),
                        earth,
                        housing,
                        logicSupply,
                        temperature,
                        new Amps(supply)));
    }

    private short[] pilotCodes() {
        short[] codes = new short[PILOT_CODES];
        for (int i = 0; i < codes.length; i++) {
            double phase = (i * 50 + millis * 1000 * 1.0037) % 1000 / 1000;
            double level =
                    switch (commands.pilot()) {
                        case PilotOutput.SteadyHigh _ -> high;
                        case PilotOutput.SteadyLow _ -> low;
                        case PilotOutput.Pwm pwm -> phase < pwm.duty().percent() / 100 ? high : low;
                    };
            codes[i] = (short) (Math.round((pilotShort ? 0 : level) / 0.0005) + i % noise);
        }
        return codes;
    }

    private ContactorPosition mirror() {
        boolean moved = millis - contactorChangedMillis >= 30;
        boolean closed = isClosed() == moved;
        if (welded) {
            return ContactorPosition.CLOSED;
        }
        return closed && !stuckOpen ? ContactorPosition.CLOSED : ContactorPosition.OPEN;
    }

    private ResidualMonitor monitor() {
        if (stuckMonitor || (commands.residualTest() == ResidualTest.ON && !deadMonitor)) {
            return ResidualMonitor.TRIPPED_DC;
        }
        return residual;
    }

    /// A cycle that comes this much later than it should, with the codes of one cycle.
    void stall(long span) {
        millis += span;
    }

    private MainsBlock mains() {
        if (mainsSilent) {
            return new MainsBlock(0, 2, new int[0]);
        }
        int[] codes = new int[FRAMES * 2];
        double amps = mirror() == ContactorPosition.CLOSED ? vehicleAmps : 0;
        for (int i = 0; i < FRAMES; i++) {
            double sine = Math.sqrt(2) * Math.sin(2 * Math.PI * 50 * (frame + i) / 8000.0);
            codes[2 * i] = (int) Math.round(volts * sine / 0.02);
            codes[2 * i + 1] = (int) Math.round(amps * sine / 0.004) + (i % 2); // its noise
        }
        frame += skippedFrames;
        skippedFrames = 0;
        MainsBlock block = new MainsBlock(frame, 2, codes);
        frame += FRAMES;
        return block;
    }

    BoardProfile profile() {
        return board;
    }
}
