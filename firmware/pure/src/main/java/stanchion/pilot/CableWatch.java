package stanchion.pilot;

import java.time.Duration;
import stanchion.units.Uptime;

/// Debounces the proximity contact, which bounces while the plug slides in.
///
/// Keeps what it saw; for one thread.
public final class CableWatch {
    static final Duration HOLD = Duration.ofMillis(98);

    private final Since since = new Since();
    private Cable candidate = new Cable.Absent();
    private Cable cable = new Cable.Absent();

    /// A watch that has seen nothing yet: no cable.
    public CableWatch() {}

    /// Takes in one cycle and answers the cable that has been seen throughout the hold time.
    public Cable observe(Uptime at, Cable seen) {
        if (!seen.equals(candidate)) {
            candidate = seen;
            since.clear();
        }
        since.mark(at);
        if (since.lasted(HOLD, at)) {
            cable = candidate;
        }
        return cable;
    }
}
