package stanchion.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import stanchion.units.Uptime;

/// A number of seconds that runs out: by the monotonic clock, which a step of the wall clock does
/// not disturb, and over a restart by the wall clock.
///
/// @param seconds all of it
/// @param from when it began, by the monotonic clock of this run
/// @param utc when it began; empty when that was not known
public record Countdown(int seconds, Uptime from, Optional<Instant> utc) {
    public Countdown {
        if (seconds < 0) {
            throw new IllegalArgumentException("a countdown of " + seconds + " s");
        }
    }

    public static Countdown begun(int seconds, Moment now) {
        return new Countdown(seconds, now.at(), now.utc());
    }

    public boolean isOver(Moment now) {
        return now.at().isPast(Duration.ofSeconds(seconds), from);
    }

    /// What is left of it; zero when it is over.
    public Duration left(Moment now) {
        Duration left = from.plus(Duration.ofSeconds(seconds)).since(now.at());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /// When it ends; empty while no wall clock says.
    public Optional<Instant> ends(Moment now) {
        return now.utc().map(utc -> utc.plus(left(now)));
    }

    /// The same after a restart, in which the monotonic clock may have begun anew. Where the wall
    /// clock is not known, then or now, all of it is waited again.
    public Countdown resumed(Moment now) {
        Duration gone =
                utc.flatMap(began -> now.utc().map(utcNow -> Duration.between(began, utcNow)))
                        .filter(span -> !span.isNegative())
                        .orElse(Duration.ZERO);
        Optional<Instant> began = now.utc().map(utcNow -> utcNow.minus(gone));
        return new Countdown(seconds, new Uptime(now.at().nanos() - gone.toNanos()), began);
    }
}
