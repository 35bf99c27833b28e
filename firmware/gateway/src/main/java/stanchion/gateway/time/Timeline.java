package stanchion.gateway.time;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.LongSupplier;
import stanchion.units.Uptime;

/// The two clocks of the gateway: the monotonic one, which the charger shares, and the wall clock,
/// which only the gateway knows and which may step.
public final class Timeline {
    /// Before this the wall clock has evidently not been set.
    private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");

    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final InstantSource wall;
    private final LongSupplier monotonic;

    public Timeline(InstantSource wall, LongSupplier monotonic) {
        this.wall = wall;
        this.monotonic = monotonic;
    }

    /// The clocks of this machine.
    public static Timeline system() {
        return new Timeline(InstantSource.system(), System::nanoTime);
    }

    public Uptime now() {
        return new Uptime(monotonic.getAsLong());
    }

    public Instant utc() {
        return wall.instant();
    }

    /// What the wall clock showed, as it is set now, at a moment of the monotonic clock.
    public Instant utc(Uptime at) {
        return wall.instant().minus(now().since(at));
    }

    /// Whether the wall clock has ever been set.
    public boolean isWallClockSet() {
        return wall.instant().isAfter(BUILT);
    }

    /// ISO 8601, UTC, milliseconds.
    public static String text(Instant instant) {
        return MILLISECONDS.format(instant);
    }
}
