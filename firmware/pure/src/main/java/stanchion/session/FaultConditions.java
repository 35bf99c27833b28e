package stanchion.session;

import java.time.Duration;
import stanchion.hal.BoardProfile;
import stanchion.hal.BoardProfile.CableAttachment;
import stanchion.hal.BoardProfile.Ventilation;
import stanchion.hal.Inputs;
import stanchion.hal.Inputs.Earth;
import stanchion.hal.Inputs.Enclosure;
import stanchion.hal.Inputs.ResidualMonitor;
import stanchion.pilot.Cable;
import stanchion.pilot.Diode;
import stanchion.pilot.PilotState;
import stanchion.pilot.PilotView;
import stanchion.safety.Fault;
import stanchion.safety.FaultSet;
import stanchion.units.Uptime;

/// The one condition behind each fault.
final class FaultConditions {
    /// ±15 % around 230 V: wider than the supply may vary (EN 50160 gives ±10 %), narrower than
    /// what harms a vehicle.
    static final double LOWEST_VOLTS = 195.5;

    static final double HIGHEST_VOLTS = 264.5;

    /// Longer than (offer + 0.5 A) × 1.10 for this is too much; never under the 5 s a vehicle has
    /// to follow a lower offer, plus one.
    static final Duration OVER_CURRENT_TOLERATED = Duration.ofSeconds(7);

    private FaultConditions() {}

    /// The conditions that hold in this cycle. Samples that are lost say nothing of anything else.
    static FaultSet of(Charge charge, Measurements measured, BoardProfile board) {
        if (measured.isLost()) {
            return FaultSet.of(Fault.SAMPLES_LOST);
        }
        return pilot(measured.pilot(), board)
                .union(inputs(charge, measured.inputs()))
                .union(contactor(charge.guard().contactor(), measured.at()))
                .union(cable(measured, board))
                .union(mains(measured.mains()))
                .union(current(charge.state(), measured.at()));
    }

    private static FaultSet pilot(PilotView pilot, BoardProfile board) {
        if (pilot.health() == PilotView.Health.IMPLAUSIBLE) {
            return FaultSet.of(Fault.PILOT_IMPLAUSIBLE);
        }
        if (pilot.state() == PilotState.E) {
            return FaultSet.of(Fault.PILOT_SHORT);
        }
        FaultSet found =
                pilot.diode() == Diode.FAULTY ? FaultSet.of(Fault.DIODE_FAULT) : FaultSet.NONE;
        boolean unventilated =
                pilot.state() == PilotState.D && board.ventilation() == Ventilation.ABSENT;
        return unventilated ? found.with(Fault.VENTILATION_ABSENT) : found;
    }

    private static FaultSet inputs(Charge charge, Inputs inputs) {
        FaultSet found = residual(charge.guard().residual(), inputs.residual());
        if (inputs.earth() == Earth.LOST) {
            found = found.with(Fault.EARTH_LOST);
        }
        if (inputs.enclosure() == Enclosure.OPEN) {
            found = found.with(Fault.TAMPER);
        }
        return charge.guard().derate() == Derate.STOP ? found.with(Fault.OVER_TEMPERATURE) : found;
    }

    /// A trip that the self-test caused is none.
    private static FaultSet residual(ResidualCheck check, ResidualMonitor monitor) {
        if (check instanceof ResidualCheck.Failed) {
            return FaultSet.of(Fault.RESIDUAL_MONITOR_FAILED);
        }
        return switch (monitor) {
            case READY -> FaultSet.NONE;
            case FAILED -> FaultSet.of(Fault.RESIDUAL_MONITOR_FAILED);
            case TRIPPED_AC, TRIPPED_DC ->
                    check.isRunning() ? FaultSet.NONE : FaultSet.of(Fault.GROUND_FAULT);
        };
    }

    private static FaultSet contactor(ContactorWatch contactor, Uptime at) {
        if (contactor.isWelded(at)) {
            return FaultSet.of(Fault.CONTACTOR_WELDED);
        }
        return contactor.isStuckOpen(at) ? FaultSet.of(Fault.CONTACTOR_STUCK_OPEN) : FaultSet.NONE;
    }

    private static FaultSet cable(Measurements measured, BoardProfile board) {
        boolean unknown =
                board.attachment() == CableAttachment.SOCKET
                        && measured.pilot().isConnected()
                        && !(measured.cable() instanceof Cable.Rated);
        return unknown ? FaultSet.of(Fault.PROXIMITY_FAULT) : FaultSet.NONE;
    }

    private static FaultSet mains(Mains mains) {
        boolean outside =
                mains instanceof Mains.Measured measured
                        && (measured.lowest().value() < LOWEST_VOLTS
                                || measured.highest().value() > HIGHEST_VOLTS);
        return outside ? FaultSet.of(Fault.MAINS_OUT_OF_RANGE) : FaultSet.NONE;
    }

    private static FaultSet current(ChargeState state, Uptime at) {
        boolean tooLong =
                state instanceof ChargeState.Charging charging
                        && charging.over() instanceof ChargeState.OverCurrent.Exceeding exceeding
                        && at.isPast(OVER_CURRENT_TOLERATED, exceeding.since());
        return tooLong ? FaultSet.of(Fault.OVER_CURRENT) : FaultSet.NONE;
    }
}
