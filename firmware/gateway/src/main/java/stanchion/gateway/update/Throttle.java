package stanchion.gateway.update;

import java.time.Duration;
import stanchion.units.Uptime;

/// How fast a download may go: an even flow that may run ahead by one second.
final class Throttle {
    private static final double NANOS = 1e9;

    private final int bytesPerSecond;
    private double credit;
    private Uptime last;

    /// @param bytesPerSecond more than 0
    Throttle(int bytesPerSecond, Uptime now) {
        if (bytesPerSecond <= 0) {
            throw new IllegalArgumentException(bytesPerSecond + " bytes a second");
        }
        this.bytesPerSecond = bytesPerSecond;
        this.credit = bytesPerSecond;
        this.last = now;
    }

    /// Books bytes that are about to be asked for.
    ///
    /// @return how long to wait before asking
    Duration book(int bytes, Uptime now) {
        double grown = now.since(last).toNanos() / NANOS * bytesPerSecond;
        credit = Math.min(bytesPerSecond, credit + Math.max(0, grown)) - bytes;
        last = now;
        return credit >= 0
                ? Duration.ZERO
                : Duration.ofNanos((long) (-credit / bytesPerSecond * NANOS));
    }
}
