package stanchion.gateway.time;

import java.time.Duration;
import stanchion.units.Uptime;

/// How often something may happen: a few times at once, then evenly.
public final class RateLimit {
    private final int burst;
    private final Duration interval;
    private double tokens;
    private Uptime last;

    /// @param burst how often at once
    /// @param interval how long until one more
    public RateLimit(int burst, Duration interval, Uptime now) {
        this.burst = burst;
        this.interval = interval;
        this.tokens = burst;
        this.last = now;
    }

    public boolean allows(Uptime now) {
        double grown = (double) now.since(last).toNanos() / interval.toNanos();
        tokens = Math.min(burst, tokens + Math.max(0, grown));
        last = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
