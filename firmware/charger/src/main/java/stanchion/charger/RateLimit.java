package stanchion.charger;

import java.time.Duration;
import java.util.Optional;
import stanchion.units.Uptime;

/// Permits something once per span.
final class RateLimit {
    private final Duration span;
    private Optional<Uptime> last = Optional.empty();

    RateLimit(Duration span) {
        this.span = span;
    }

    boolean permits(Uptime now) {
        boolean permitted = last.isEmpty() || now.isPast(span, last.get());
        if (permitted) {
            last = Optional.of(now);
        }
        return permitted;
    }
}
