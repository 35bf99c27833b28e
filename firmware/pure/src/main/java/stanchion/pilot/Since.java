package stanchion.pilot;

import java.time.Duration;
import stanchion.units.Uptime;

/// Since when something has been so without interruption. Changes in place: it is touched every
/// cycle.
final class Since {
    private boolean marked;
    private long nanos;

    /// Remembers `at` unless an earlier moment is remembered already.
    void mark(Uptime at) {
        if (!marked) {
            marked = true;
            nanos = at.nanos();
        }
    }

    void clear() {
        marked = false;
    }

    void markWhile(boolean so, Uptime at) {
        if (so) {
            mark(at);
        } else {
            clear();
        }
    }

    boolean lasted(Duration span, Uptime at) {
        return marked && at.nanos() - nanos >= span.toNanos();
    }
}
