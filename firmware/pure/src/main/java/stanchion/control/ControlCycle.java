package stanchion.control;

import java.util.List;
import java.util.Set;
import stanchion.hal.BoardProfile;
import stanchion.hal.Commands;
import stanchion.hal.Samples;
import stanchion.link.Report;
import stanchion.link.Request;
import stanchion.pilot.PilotState;
import stanchion.units.Amps;
import stanchion.units.DutyCycle;
import stanchion.units.WattHours;

/// One cycle, one direction:
///
/// ```text
/// Samples ─► Measurements ─► ChargeMachine ─► Decision ─► Interlock ─► Commands
/// ```
///
/// The same code runs in the charger's loop and in the simulator on virtual time.
public final class ControlCycle {
    /// What the charger brings along from its previous life.
    ///
    /// @param energy the import register
    /// @param sessions number of the last session
    public record Memory(WattHours energy, long sessions) {}

    /// What one cycle decided.
    ///
    /// @param commands the output image of this cycle, after the interlock
    /// @param status the charger as it is now
    /// @param reports what the gateway shall know; often empty
    public record Outcome(Commands commands, Report.Status status, List<Report> reports) {}

    private final Memory memory;

    public ControlCycle(BoardProfile profile, Memory memory) {
        this.memory = memory;
    }

    /// Decides one cycle, 10 ms nominal.
    ///
    /// @param requests what arrived since the previous cycle, in order of arrival
    public Outcome step(Samples samples, List<Request> requests) {
        Report.Status status =
                new Report.Status(
                        samples.at(),
                        PilotState.A,
                        "Idle",
                        new DutyCycle(100),
                        Amps.ZERO,
                        Amps.ZERO,
                        Request.Enablement.DISABLED,
                        samples.inputs().mirror(),
                        Set.of(),
                        samples.inputs().temperature(),
                        memory.energy());
        return new Outcome(Commands.SAFE, status, List.of());
    }

    /// What the next life must know, as of the last cycle.
    public Memory memory() {
        return memory;
    }

    /// In how many cycles the interlock changed what the session had decided; 0 without a bug.
    public long interventions() {
        return 0;
    }
}
