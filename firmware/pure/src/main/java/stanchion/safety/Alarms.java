package stanchion.safety;

import java.util.Arrays;
import stanchion.units.Uptime;

/// Turns conditions into alarms: a condition counts once it has lasted as long as the table says.
/// Samples that are lost say nothing of anything else, so while they are, the other clocks run on.
///
/// Keeps since when each condition has been so; for one thread.
public final class Alarms {
    private static final Fault[] ALL = Fault.values();
    private static final long NEVER = Long.MIN_VALUE;

    private final long[] sinceNanos = new long[ALL.length];

    /// Alarms that have seen nothing yet.
    public Alarms() {
        Arrays.fill(sinceNanos, NEVER);
    }

    /// Takes in the conditions of one cycle.
    public FaultSet observe(FaultSet conditions, Uptime at) {
        if (conditions.intersects(FaultSet.BLIND)) {
            return conditions.where(FaultSet.BLIND::contains);
        }
        FaultSet alarms = FaultSet.NONE;
        for (int i = 0; i < ALL.length; i++) {
            if (!conditions.contains(ALL[i])) {
                sinceNanos[i] = NEVER;
                continue;
            }
            sinceNanos[i] = sinceNanos[i] == NEVER ? at.nanos() : sinceNanos[i];
            if (at.nanos() - sinceNanos[i] >= ALL[i].detection().hold().toNanos()) {
                alarms = alarms.with(ALL[i]);
            }
        }
        return alarms;
    }
}
