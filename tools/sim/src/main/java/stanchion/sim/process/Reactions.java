package stanchion.sim.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import stanchion.hal.Commands;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.hal.Commands.PilotOutput;
import stanchion.pilot.PilotState;

/// Times the charger: from what a hand did to the pilot until its command is at the terminals, on
/// one clock.
///
/// | answer | to | is |
/// |---|---|---|
/// | `opening` | C or D left for B or A, the contactor driven | the contactor no longer driven |
/// | `withdrawal` | B left for A, PWM running | no PWM |
///
/// ```json
/// {"openingMicros":[31250,28900],"withdrawalMicros":[27400],"unanswered":0}
/// ```
final class Reactions {
    /// Beyond, the oldest are forgotten.
    static final int MOST = 10_000;

    private enum Awaited {
        OPENING,
        WITHDRAWAL
    }

    private record Change(Awaited awaited, long atNanos) {}

    private final List<Long> openings = new ArrayList<>();
    private final List<Long> withdrawals = new ArrayList<>();
    private PilotState state = PilotState.A;
    private Commands commands = Commands.SAFE;
    private Optional<Change> change = Optional.empty();
    private long unanswered;

    /// What hangs on the pilot from `atNanos` on. One change is waited for at a time: the one that
    /// comes before its answer replaces it.
    void shown(PilotState next, long atNanos) {
        if (next == state) {
            return;
        }
        unanswered += change.isPresent() ? 1 : 0;
        change = awaited(state, next).map(awaited -> new Change(awaited, atNanos));
        state = next;
    }

    private Optional<Awaited> awaited(PilotState before, PilotState next) {
        if (isReady(before)) {
            boolean matters = !isReady(next) && isClosing(commands);
            return matters ? Optional.of(Awaited.OPENING) : Optional.empty();
        }
        boolean matters = next == PilotState.A && isOffering(commands);
        return matters ? Optional.of(Awaited.WITHDRAWAL) : Optional.empty();
    }

    /// What the charger drives, as it arrived at `atNanos`.
    void driven(Commands next, long atNanos) {
        commands = next;
        if (change.isEmpty() || atNanos < change.get().atNanos) {
            return;
        }
        Change waiting = change.get();
        boolean answered =
                switch (waiting.awaited) {
                    case OPENING -> !isClosing(next);
                    case WITHDRAWAL -> !isOffering(next);
                };
        if (answered) {
            keep(
                    waiting.awaited == Awaited.OPENING ? openings : withdrawals,
                    atNanos - waiting.atNanos);
            change = Optional.empty();
        }
    }

    private static boolean isReady(PilotState state) {
        return state == PilotState.C || state == PilotState.D;
    }

    private static boolean isClosing(Commands commands) {
        return commands.contactor() == ContactorCommand.CLOSE;
    }

    private static boolean isOffering(Commands commands) {
        return commands.pilot() instanceof PilotOutput.Pwm;
    }

    private static void keep(List<Long> nanos, long one) {
        if (nanos.size() == MOST) {
            nanos.removeFirst();
        }
        nanos.add(one);
    }

    /// All since the last call, as one line.
    String take() {
        String line =
                "{\"openingMicros\":%s,\"withdrawalMicros\":%s,\"unanswered\":%d}"
                        .formatted(micros(openings), micros(withdrawals), unanswered);
        openings.clear();
        withdrawals.clear();
        unanswered = 0;
        return line;
    }

    private static String micros(List<Long> nanos) {
        StringJoiner array = new StringJoiner(",", "[", "]");
        nanos.forEach(each -> array.add(Long.toString(each / 1_000)));
        return array.toString();
    }
}
