package stanchion.pilot;

import java.time.Duration;
import java.util.Optional;
import stanchion.hal.Commands.PilotOutput;
import stanchion.units.Uptime;

/// Debounces the pilot: quick to open, slow to close.
///
/// ```text
///  to C or D     500 ms   a vehicle may glitch while it wakes
///  C or D lost    18 ms   three cycles of 10 ms; with relay and sampling this stays below the
///                         100 ms of IEC 61851-1 table A.6 seq. 8.1 and 2.x
///  B to A         23 ms
///  A to B        200 ms   contacts bounce while the plug slides in
///  to E           18 ms
/// ```
///
/// Keeps what it saw; for one thread.
public final class PilotWatch {
    public static final Duration TO_READY = Duration.ofMillis(500);
    static final Duration BETWEEN_C_AND_D = Duration.ofMillis(200);
    public static final Duration READY_LOST = Duration.ofMillis(18);
    static final Duration TO_A = Duration.ofMillis(23);
    static final Duration TO_B = Duration.ofMillis(200);
    static final Duration BACK_FROM_E_OR_F = Duration.ofMillis(98);

    /// Codes of the first cycles after a change of the output still show the old one.
    public static final Duration SETTLING = Duration.ofMillis(50);

    static final Duration MISSING_TOLERATED = Duration.ofMillis(28);
    public static final Duration IMPLAUSIBLE_TOLERATED = Duration.ofMillis(98);
    public static final Duration DIODE_HOLD = Duration.ofMillis(28);

    private final Since candidateSince = new Since();
    private final Since lostSince = new Since();
    private final Since missingSince = new Since();
    private final Since implausibleSince = new Since();
    private final Since diodeSince = new Since();
    private final Since outputSince = new Since();
    private PilotOutput output = new PilotOutput.SteadyHigh();
    private Optional<PilotState> raw = Optional.empty();
    private PilotState candidate = PilotState.A;
    private PilotState state = PilotState.A;
    private Diode diodeCandidate = Diode.UNTESTED;
    private Diode diode = Diode.UNTESTED;

    /// A watch that has seen nothing yet: state A.
    public PilotWatch() {}

    /// Takes in one cycle.
    ///
    /// @param commanded what the generator was told to do while the codes were taken
    public PilotView observe(Uptime at, PilotLevels levels, PilotOutput commanded) {
        followOutput(at, commanded);
        raw = classify(levels);
        debounceState(at);
        debounceDiode(at, levels);
        return new PilotView(levels, raw, state, diode, health(at, levels));
    }

    private void followOutput(Uptime at, PilotOutput commanded) {
        if (commanded.getClass() != output.getClass()) {
            outputSince.clear();
        }
        outputSince.mark(at);
        output = commanded;
    }

    private Optional<PilotState> classify(PilotLevels levels) {
        Optional<PilotState> before = raw.isPresent() ? raw : Optional.of(state);
        return switch (levels) {
            case PilotLevels.Steady steady -> PilotWindows.classify(steady.level(), before);
            case PilotLevels.Swinging swing -> PilotWindows.classify(swing.high(), before);
            case PilotLevels.Missing _ -> Optional.empty();
        };
    }

    private void debounceState(Uptime at) {
        boolean rawReady = raw.isPresent() && PilotView.isReady(raw.get());
        if (rawReady || !PilotView.isReady(state)) {
            lostSince.clear();
        } else {
            lostSince.mark(at);
        }
        if (raw.isEmpty()) {
            candidateSince.clear();
            return;
        }
        if (raw.get() != candidate) {
            candidate = raw.get();
            candidateSince.clear();
        }
        candidateSince.mark(at);
        if (lostSince.lasted(READY_LOST, at) || candidateSince.lasted(hold(state, candidate), at)) {
            state = candidate;
        }
    }

    /// How long `to` must be seen before it replaces `from`.
    private static Duration hold(PilotState from, PilotState to) {
        return switch (to) {
            case A -> from == PilotState.E ? BACK_FROM_E_OR_F : TO_A;
            case B -> from == PilotState.A ? TO_B : BACK_FROM_E_OR_F;
            case C, D -> PilotView.isReady(from) ? BETWEEN_C_AND_D : TO_READY;
            case E, F -> READY_LOST;
        };
    }

    /// In B, C and D while PWM runs the low plateau shows the diode; without PWM the last verdict
    /// holds, but a faulty one is forgotten, so that the next offer tests again.
    private void debounceDiode(Uptime at, PilotLevels levels) {
        if (state == PilotState.A) {
            diode = Diode.UNTESTED;
        }
        if (!(output instanceof PilotOutput.Pwm)) {
            diode = diode == Diode.FAULTY ? Diode.UNTESTED : diode;
            return;
        }
        boolean loaded = raw.isPresent() && isLoaded(raw.get());
        if (!(levels instanceof PilotLevels.Swinging swing) || !loaded || !settled(at)) {
            diodeSince.clear();
            return;
        }
        Diode seen = PilotWindows.diode(swing.low());
        if (seen != diodeCandidate) {
            diodeCandidate = seen;
            diodeSince.clear();
        }
        diodeSince.mark(at);
        if (diodeSince.lasted(DIODE_HOLD, at)) {
            diode = seen;
        }
    }

    private static boolean isLoaded(PilotState seen) {
        return seen == PilotState.B || PilotView.isReady(seen);
    }

    private boolean settled(Uptime at) {
        return outputSince.lasted(SETTLING, at);
    }

    private PilotView.Health health(Uptime at, PilotLevels levels) {
        boolean missing = levels instanceof PilotLevels.Missing;
        missingSince.markWhile(missing, at);
        implausibleSince.markWhile(!missing && settled(at) && !fitsOutput(levels), at);
        boolean closedOnNothing = lostSince.lasted(READY_LOST, at);
        if (missingSince.lasted(closedOnNothing ? READY_LOST : MISSING_TOLERATED, at)) {
            return PilotView.Health.LOST;
        }
        boolean implausible =
                implausibleSince.lasted(IMPLAUSIBLE_TOLERATED, at)
                        || (closedOnNothing && raw.isEmpty());
        return implausible ? PilotView.Health.IMPLAUSIBLE : PilotView.Health.GOOD;
    }

    /// Whether the generator can have made these levels. A shorted pilot (E) fits any output, and
    /// below 0 V a vehicle with a shorted diode may pull a steady low anywhere.
    private boolean fitsOutput(PilotLevels levels) {
        boolean swinging = levels instanceof PilotLevels.Swinging;
        boolean shorted = raw.isPresent() && raw.get() == PilotState.E;
        return switch (output) {
            case PilotOutput.Pwm _ -> shorted || (swinging && raw.isPresent());
            case PilotOutput.SteadyHigh _ ->
                    !swinging && raw.isPresent() && raw.get() != PilotState.F;
            case PilotOutput.SteadyLow _ ->
                    !swinging && (shorted || raw.isEmpty() || raw.get() == PilotState.F);
        };
    }
}
