package stanchion.session;

import java.util.List;
import stanchion.hal.BoardProfile;
import stanchion.hal.BoardProfile.CableAttachment;
import stanchion.hal.BoardProfile.Ventilation;
import stanchion.hal.Commands;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.hal.Inputs;
import stanchion.hal.Inputs.Attitude;
import stanchion.hal.Inputs.ContactorPosition;
import stanchion.hal.Inputs.DebugHeader;
import stanchion.hal.Inputs.Earth;
import stanchion.hal.Inputs.EmergencyStop;
import stanchion.hal.Inputs.Enclosure;
import stanchion.hal.Inputs.Housing;
import stanchion.hal.Inputs.LogicSupply;
import stanchion.hal.Inputs.ResidualMonitor;
import stanchion.hal.Inputs.Seal;
import stanchion.link.Report.Meter.Phase;
import stanchion.pilot.Cable;
import stanchion.pilot.Diode;
import stanchion.pilot.DutyWatch.Duty;
import stanchion.pilot.PilotState;
import stanchion.pilot.PilotView;
import stanchion.safety.Fault;
import stanchion.safety.FaultSet;

/// The one condition behind each fault.
public final class FaultConditions {
    /// More than noise and offset of any transformer; less is not worth a tap.
    static final double STRAY_AMPS = 1;

    private FaultConditions() {}

    /// What one cycle shows, before time has judged it.
    public record Signs(PilotView pilot, Duty duty, Cable cable, Meters meters, Inputs inputs) {}

    /// What the mains channels show, and whether they can be believed.
    public record Meters(Mains mains, Converters converters) {}

    /// The conditions that can be told from what is sensed and was commanded, in this cycle alone.
    ///
    /// @param commanded the output image while these signs were taken
    public static FaultSet sensed(Signs signs, Commands commanded, BoardProfile board) {
        if (signs.pilot.health() == PilotView.Health.LOST) {
            return FaultSet.of(Fault.SAMPLES_LOST);
        }
        return pilot(signs.pilot, board)
                .union(FaultSet.when(signs.duty == Duty.OTHER, Fault.PILOT_DUTY))
                .union(inputs(signs.inputs))
                .union(contactor(signs, commanded.contactor()))
                .union(FaultSet.when(isStray(signs, commanded), Fault.STRAY_CURRENT))
                .union(cable(signs, board))
                .union(meters(signs.meters, commanded, board));
    }

    /// The alarms, and the conditions that only the session can tell. Samples that are lost say
    /// nothing of anything else.
    static FaultSet of(Charge charge, Measurements measured) {
        if (measured.isLost()) {
            return measured.alarms();
        }
        return measured.alarms()
                .union(residual(charge.guard().residual(), measured.inputs().residual()))
                .union(
                        FaultSet.when(
                                charge.guard().derate() == Derate.STOP, Fault.OVER_TEMPERATURE));
    }

    private static FaultSet pilot(PilotView pilot, BoardProfile board) {
        if (pilot.health() == PilotView.Health.IMPLAUSIBLE) {
            return FaultSet.of(Fault.PILOT_IMPLAUSIBLE);
        }
        if (pilot.state() == PilotState.E) {
            return FaultSet.of(Fault.PILOT_SHORT);
        }
        boolean unventilated =
                pilot.state() == PilotState.D && board.ventilation() == Ventilation.ABSENT;
        return FaultSet.when(pilot.diode() == Diode.FAULTY, Fault.DIODE_FAULT)
                .union(FaultSet.when(unventilated, Fault.VENTILATION_ABSENT));
    }

    private static FaultSet inputs(Inputs inputs) {
        Housing housing = inputs.housing();
        return FaultSet.when(inputs.earth() == Earth.LOST, Fault.EARTH_LOST)
                .union(FaultSet.when(housing.stop() == EmergencyStop.PRESSED, Fault.EMERGENCY_STOP))
                .union(FaultSet.when(housing.enclosure() == Enclosure.OPEN, Fault.TAMPER))
                .union(FaultSet.when(housing.attitude() == Attitude.TILTED, Fault.TILTED))
                .union(FaultSet.when(housing.seal() == Seal.BROKEN, Fault.SEAL_BROKEN))
                .union(FaultSet.when(housing.debug() == DebugHeader.PLUGGED, Fault.DEBUG_PORT_USED))
                .union(FaultSet.when(inputs.logicSupply() == LogicSupply.LOW, Fault.BROWN_OUT));
    }

    private static FaultSet meters(Meters meters, Commands commanded, BoardProfile board) {
        FaultSet found =
                switch (meters.converters) {
                    case GOOD -> FaultSet.NONE;
                    case CLIPPED -> FaultSet.of(Fault.METER_CLIPPED);
                    case FAILED -> FaultSet.of(Fault.METER_FAILED);
                };
        return meters.mains instanceof Mains.Measured measured
                ? found.union(MainsConditions.of(measured, commanded, board.safety()))
                : found;
    }

    /// A trip that the self-test caused is none.
    private static FaultSet residual(ResidualCheck check, ResidualMonitor monitor) {
        if (check instanceof ResidualCheck.Failed) {
            return FaultSet.of(Fault.RESIDUAL_MONITOR_FAILED);
        }
        return switch (monitor) {
            case READY -> FaultSet.NONE;
            case FAILED -> FaultSet.of(Fault.RESIDUAL_MONITOR_FAILED);
            case TRIPPED_AC, TRIPPED_DC -> FaultSet.when(!check.isRunning(), Fault.GROUND_FAULT);
        };
    }

    /// Whether both witnesses say open, which a contactor must have shown before it may close.
    static boolean isOpen(Inputs inputs) {
        return inputs.mirror() == ContactorPosition.OPEN && inputs.loadSide().isDead();
    }

    private static FaultSet contactor(Signs signs, ContactorCommand commanded) {
        return switch (commanded) {
            case OPEN -> FaultSet.when(!isOpen(signs.inputs), Fault.CONTACTOR_WELDED);
            case CLOSE ->
                    FaultSet.when(
                            signs.inputs.mirror() == ContactorPosition.OPEN || lacksPole(signs),
                            Fault.CONTACTOR_STUCK_OPEN);
        };
    }

    /// Whether current flows past an open contactor: both witnesses say that it is open, so it is
    /// none that welded; and the converters can be believed.
    private static boolean isStray(Signs signs, Commands commanded) {
        return commanded.contactor() == ContactorCommand.OPEN
                && isOpen(signs.inputs)
                && signs.meters.converters == Converters.GOOD
                && signs.meters.mains.current().value() > STRAY_AMPS;
    }

    /// Whether a phase of the mains does not come through while another does. When none does it is
    /// the mains that went, which the meter only tells a window later.
    private static boolean lacksPole(Signs signs) {
        if (signs.inputs.loadSide().isDead()
                || !(signs.meters.mains instanceof Mains.Measured(List<Phase> phases, var _))) {
            return false;
        }
        for (int pole = 0; pole < phases.size(); pole++) {
            boolean supplied = phases.get(pole).voltage().value() >= MainsConditions.MISSING_VOLTS;
            if (supplied && !signs.inputs.loadSide().isLive(pole)) {
                return true;
            }
        }
        return false;
    }

    private static FaultSet cable(Signs signs, BoardProfile board) {
        boolean unknown =
                board.attachment() == CableAttachment.SOCKET
                        && signs.pilot.isConnected()
                        && !(signs.cable instanceof Cable.Rated);
        return FaultSet.when(unknown, Fault.PROXIMITY_FAULT);
    }
}
