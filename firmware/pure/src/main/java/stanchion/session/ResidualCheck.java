package stanchion.session;

import java.time.Duration;
import stanchion.hal.Inputs.ResidualMonitor;
import stanchion.units.Uptime;

/// The self-test of the residual-current monitor: test current on, it must trip; off, it must
/// clear. A dead monitor means no charging.
///
/// ```text
///  Untested ─► Testing ─trip─► Clearing ─ready─► Passed        too slow or failed ─► Failed
/// ```
///
/// Both deadlines together leave room in the 3 s from S2 to the contactor (IEC 61851-1 table A.6
/// seq. 4).
public sealed interface ResidualCheck {
    Duration TRIP_DEADLINE = Duration.ofSeconds(1);
    Duration CLEAR_DEADLINE = Duration.ofSeconds(1);

    /// How long a passed test holds.
    Duration VALID = Duration.ofHours(24);

    record Untested() implements ResidualCheck {}

    /// The test current flows.
    record Testing(Uptime since) implements ResidualCheck {}

    /// The monitor tripped as it should; the test current is off.
    record Clearing(Uptime since) implements ResidualCheck {}

    record Passed(Uptime at) implements ResidualCheck {}

    record Failed() implements ResidualCheck {}

    /// Whether a trip now is the test's doing.
    default boolean isRunning() {
        return this instanceof Testing || this instanceof Clearing;
    }

    /// Whether it has to be repeated although it once passed.
    default boolean isStale(Uptime now) {
        return this instanceof Passed(Uptime at) && now.isPast(VALID, at);
    }

    /// The check after this one.
    default ResidualCheck next(Uptime now, ResidualMonitor monitor) {
        return switch (this) {
            case Testing testing -> testing(testing, now, monitor);
            case Clearing clearing -> clearing(clearing, now, monitor);
            case Untested _, Passed _, Failed _ -> this;
        };
    }

    private static ResidualCheck testing(Testing test, Uptime now, ResidualMonitor monitor) {
        return switch (monitor) {
            case TRIPPED_AC, TRIPPED_DC -> new Clearing(now);
            case FAILED -> new Failed();
            case READY -> now.isPast(TRIP_DEADLINE, test.since()) ? new Failed() : test;
        };
    }

    private static ResidualCheck clearing(Clearing test, Uptime now, ResidualMonitor monitor) {
        return switch (monitor) {
            case READY -> new Passed(now);
            case FAILED -> new Failed();
            case TRIPPED_AC, TRIPPED_DC ->
                    now.isPast(CLEAR_DEADLINE, test.since()) ? new Failed() : test;
        };
    }
}
