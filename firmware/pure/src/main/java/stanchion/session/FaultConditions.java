package stanchion.session;

import stanchion.hal.BoardProfile;
import stanchion.hal.BoardProfile.CableAttachment;
import stanchion.hal.BoardProfile.Ventilation;
import stanchion.hal.Commands;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.hal.Commands.PilotOutput;
import stanchion.hal.Inputs;
import stanchion.hal.Inputs.ContactorPosition;
import stanchion.hal.Inputs.Earth;
import stanchion.hal.Inputs.Enclosure;
import stanchion.hal.Inputs.LoadSide;
import stanchion.hal.Inputs.ResidualMonitor;
import stanchion.pilot.Advertised;
import stanchion.pilot.Cable;
import stanchion.pilot.Diode;
import stanchion.pilot.PilotState;
import stanchion.pilot.PilotView;
import stanchion.safety.Fault;
import stanchion.safety.FaultSet;

/// The one condition behind each fault.
public final class FaultConditions {
    /// ±15 % around 230 V: wider than the supply may vary (EN 50160 gives ±10 %), narrower than
    /// what harms a vehicle.
    static final double LOWEST_VOLTS = 195.5;

    static final double HIGHEST_VOLTS = 264.5;

    private static final double OVER_CURRENT_MARGIN_AMPS = 0.5;
    private static final double OVER_CURRENT_FACTOR = 1.10;

    /// What an offer loses when it becomes a duty of whole steps.
    private static final double ROUNDING_AMPS = 0.001;

    private FaultConditions() {}

    /// What one cycle shows, before time has judged it.
    public record Signs(PilotView pilot, Cable cable, Mains mains, Inputs inputs) {}

    /// The conditions that can be told from what is sensed and was commanded, in this cycle alone.
    ///
    /// @param commanded the output image while these signs were taken
    public static FaultSet sensed(Signs signs, Commands commanded, BoardProfile board) {
        if (signs.pilot.health() == PilotView.Health.LOST) {
            return FaultSet.of(Fault.SAMPLES_LOST);
        }
        return pilot(signs.pilot, board)
                .union(inputs(signs.inputs))
                .union(contactor(signs.inputs, commanded.contactor()))
                .union(cable(signs, board))
                .union(mains(signs.mains))
                .union(current(signs.mains, commanded));
    }

    /// The alarms, and the conditions that only the session can tell. Samples that are lost say
    /// nothing of anything else.
    static FaultSet of(Charge charge, Measurements measured) {
        if (measured.isLost()) {
            return FaultSet.of(Fault.SAMPLES_LOST);
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
        return FaultSet.when(inputs.earth() == Earth.LOST, Fault.EARTH_LOST)
                .union(FaultSet.when(inputs.enclosure() == Enclosure.OPEN, Fault.TAMPER));
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
        return inputs.mirror() == ContactorPosition.OPEN && inputs.loadSide() == LoadSide.DEAD;
    }

    private static FaultSet contactor(Inputs inputs, ContactorCommand commanded) {
        return switch (commanded) {
            case OPEN -> FaultSet.when(!isOpen(inputs), Fault.CONTACTOR_WELDED);
            case CLOSE ->
                    FaultSet.when(
                            inputs.mirror() == ContactorPosition.OPEN, Fault.CONTACTOR_STUCK_OPEN);
        };
    }

    private static FaultSet cable(Signs signs, BoardProfile board) {
        boolean unknown =
                board.attachment() == CableAttachment.SOCKET
                        && signs.pilot.isConnected()
                        && !(signs.cable instanceof Cable.Rated);
        return FaultSet.when(unknown, Fault.PROXIMITY_FAULT);
    }

    private static FaultSet mains(Mains mains) {
        boolean outside =
                mains instanceof Mains.Measured measured
                        && (measured.lowest().value() < LOWEST_VOLTS
                                || measured.highest().value() > HIGHEST_VOLTS);
        return FaultSet.when(outside, Fault.MAINS_OUT_OF_RANGE);
    }

    /// Whether the vehicle draws more than the pilot advertises while the contactor is closed; the
    /// end of an offer has a limit of its own.
    private static FaultSet current(Mains mains, Commands commanded) {
        boolean exceeds =
                commanded.contactor() == ContactorCommand.CLOSE
                        && commanded.pilot() instanceof PilotOutput.Pwm(var duty)
                        && Advertised.by(duty) instanceof Advertised.Current(var offer)
                        && mains.current().value()
                                > (offer.value() + OVER_CURRENT_MARGIN_AMPS) * OVER_CURRENT_FACTOR
                                        + ROUNDING_AMPS;
        return FaultSet.when(exceeds, Fault.OVER_CURRENT);
    }
}
