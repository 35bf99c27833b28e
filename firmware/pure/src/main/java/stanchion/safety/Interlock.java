package stanchion.safety;

import java.util.Optional;
import stanchion.hal.Commands;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.hal.Commands.ResidualTest;
import stanchion.hal.Inputs.Earth;
import stanchion.hal.Inputs.EmergencyStop;
import stanchion.hal.Inputs.Enclosure;
import stanchion.hal.Inputs.Housing;
import stanchion.hal.Inputs.ResidualMonitor;
import stanchion.pilot.Diode;
import stanchion.pilot.PilotState;

/// The second pair of eyes: sees a handful of facts, no session, and can only open.
///
/// The contactor is never closed without a vehicle that asks for it (C or D), a sound diode, a
/// connected protective conductor, a residual-current monitor that is ready, a released emergency
/// stop, a closed lid and fresh samples. Wherever this changes a command, the session has a bug: it
/// is a fault and reported with the fact.
///
/// Keeps one count; for one thread.
public final class Interlock {
    /// The session opens within three cycles of losing C or D; one more is left to it.
    private static final int CYCLES_WITHOUT_READY = 5;

    private int withoutReady;

    /// An interlock that has seen nothing yet.
    public Interlock() {}

    /// What the interlock looks at, each as it was sampled.
    ///
    /// @param raw the state of this cycle's pilot codes; empty without one
    /// @param debounced the debounced state
    public record Facts(
            Optional<PilotState> raw,
            PilotState debounced,
            Diode diode,
            Earth earth,
            ResidualMonitor residual,
            Housing housing,
            Freshness samples) {}

    /// Whether the facts are of this moment.
    public enum Freshness {
        FRESH,
        STALE
    }

    /// Why the contactor must not be closed.
    public enum Objection {
        PILOT_STATE,
        PILOT_RAW,
        DIODE,
        EARTH,
        RESIDUAL,
        RESIDUAL_TEST,
        EMERGENCY_STOP,
        ENCLOSURE,
        SAMPLES
    }

    /// The commands that may be applied, and the objection if they are not the ones asked for.
    public record Verdict(Commands commands, Optional<Objection> objection) {}

    /// Passes `wanted`, or opens the contactor in it.
    public Verdict check(Facts facts, Commands wanted) {
        withoutReady = facts.raw().filter(Interlock::isReady).isPresent() ? 0 : withoutReady + 1;
        if (wanted.contactor() == ContactorCommand.OPEN) {
            return new Verdict(wanted, Optional.empty());
        }
        Optional<Objection> objection = objection(facts, wanted);
        return objection.isEmpty()
                ? new Verdict(wanted, objection)
                : new Verdict(opened(wanted), objection);
    }

    private Optional<Objection> objection(Facts facts, Commands wanted) {
        if (facts.samples() != Freshness.FRESH) {
            return Optional.of(Objection.SAMPLES);
        }
        if (!isReady(facts.debounced())) {
            return Optional.of(Objection.PILOT_STATE);
        }
        if (withoutReady >= CYCLES_WITHOUT_READY) {
            return Optional.of(Objection.PILOT_RAW);
        }
        if (facts.diode() != Diode.SOUND) {
            return Optional.of(Objection.DIODE);
        }
        if (facts.earth() != Earth.CONNECTED) {
            return Optional.of(Objection.EARTH);
        }
        if (facts.residual() != ResidualMonitor.READY) {
            return Optional.of(Objection.RESIDUAL);
        }
        if (wanted.residualTest() != ResidualTest.OFF) {
            return Optional.of(Objection.RESIDUAL_TEST);
        }
        if (facts.housing().stop() != EmergencyStop.RELEASED) {
            return Optional.of(Objection.EMERGENCY_STOP);
        }
        return facts.housing().enclosure() == Enclosure.CLOSED
                ? Optional.empty()
                : Optional.of(Objection.ENCLOSURE);
    }

    private static boolean isReady(PilotState state) {
        return state == PilotState.C || state == PilotState.D;
    }

    private static Commands opened(Commands wanted) {
        return new Commands(wanted.pilot(), ContactorCommand.OPEN, wanted.residualTest());
    }
}
