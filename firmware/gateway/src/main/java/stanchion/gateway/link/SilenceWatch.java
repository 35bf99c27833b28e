package stanchion.gateway.link;

import java.time.Duration;
import stanchion.units.Uptime;

/// Notices when the charger, which says something every second, says nothing. Thread-safe.
public final class SilenceWatch {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    /// Both processes start at the same time, and neither is quick about it.
    private static final Duration LIMIT_AT_START = Duration.ofSeconds(10);

    /// What a look at the clock brought out.
    public enum Finding {
        SPEAKING,
        /// Speaks, and was silent before; found once.
        BACK,
        /// Has just been silent for too long; found once.
        FALLEN_SILENT,
        SILENT
    }

    private Uptime lastHeard;
    private boolean silent;

    /// A charger that has not been heard yet.
    ///
    /// @param now from when on the charger may be expected
    public SilenceWatch(Uptime now) {
        this.lastHeard = now.plus(LIMIT_AT_START.minus(LIMIT));
    }

    /// The charger said something.
    public synchronized void heard(Uptime now) {
        lastHeard = now;
    }

    public synchronized Finding look(Uptime now) {
        boolean before = silent;
        silent = now.isPast(LIMIT, lastHeard);
        if (silent) {
            return before ? Finding.SILENT : Finding.FALLEN_SILENT;
        }
        return before ? Finding.BACK : Finding.SPEAKING;
    }

    /// When it was last heard.
    public synchronized Uptime lastHeard() {
        return lastHeard;
    }
}
