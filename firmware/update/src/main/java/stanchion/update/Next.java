package stanchion.update;

import java.time.Duration;

/// When the next step is due; zero for at once. A step that comes early does no harm.
public record Next(Duration after) {
    static final Next NOW = new Next(Duration.ZERO);
    static final Next SOON = new Next(Duration.ofSeconds(1));
}
