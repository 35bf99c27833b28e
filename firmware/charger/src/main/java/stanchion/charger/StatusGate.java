package stanchion.charger;

import java.time.Duration;
import java.util.Optional;
import stanchion.link.Report.Status;

/// Which of the hundred states a second the gateway shall know: every change, and one a second.
/// Temperature and energy alone are no change.
final class StatusGate {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private Optional<Status> last = Optional.empty();

    boolean isDue(Status status) {
        boolean due = last.isEmpty() || differs(status, last.get());
        if (due) {
            last = Optional.of(status);
        }
        return due;
    }

    private static boolean differs(Status now, Status before) {
        return now.at().isPast(EVERY, before.at())
                || now.pilot() != before.pilot()
                || now.contactor() != before.contactor()
                || now.enablement() != before.enablement()
                || !now.duty().equals(before.duty())
                || !now.offer().equals(before.offer())
                || !now.limit().equals(before.limit())
                || !now.state().equals(before.state())
                || !now.faults().equals(before.faults());
    }
}
