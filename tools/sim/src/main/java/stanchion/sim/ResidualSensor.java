package stanchion.sim;

import stanchion.hal.Inputs.ResidualMonitor;
import stanchion.hal.SafetyLimits.ResidualStandard;

/// The residual-current monitor (IEC 62955): trips by itself, opens the contactor by itself, and
/// comes back when the current has gone.
final class ResidualSensor {
    /// A test current must trip it, and it must be clear some time after.
    private static final int CLEAR_MILLIS = 60;

    private final Parts parts;
    private double acAmps;
    private double dcAmps;
    private ResidualStandard standard = ResidualStandard.RDC_DD;
    private boolean testing;
    private boolean dead;
    private int overMillis;
    private int clearMillis;
    private ResidualMonitor state = ResidualMonitor.READY;

    ResidualSensor(Parts parts) {
        this.parts = parts;
    }

    void ac(double amps) {
        acAmps = amps;
    }

    void dc(double amps) {
        dcAmps = amps;
    }

    void test(boolean on) {
        testing = on;
    }

    void dead(boolean on) {
        dead = on;
    }

    /// One millisecond.
    void step() {
        double share = share();
        if (dead || share < 1) {
            overMillis = 0;
            clearMillis++;
            if (clearMillis >= CLEAR_MILLIS) {
                state = ResidualMonitor.READY;
            }
            return;
        }
        clearMillis = 0;
        overMillis++;
        if (overMillis >= tripMillis(share)) {
            boolean ac = !testing && acShare() >= share;
            state = ac ? ResidualMonitor.TRIPPED_AC : ResidualMonitor.TRIPPED_DC;
        }
    }

    /// The current that flows, as a share of what trips.
    private double share() {
        return Math.max(testing ? 2 : 0, Math.max(acShare(), dcShare()));
    }

    /// Whether it says the same for as long as the current stays as it is.
    boolean isSteady() {
        return isTripped() != (dead || share() < 1);
    }

    void standard(ResidualStandard other) {
        standard = other;
    }

    /// Of its trip current: 30 mA, or the 20 mA of UL 2231.
    private double acShare() {
        double factor = standard == ResidualStandard.CCID20 ? 1.5 : 1;
        return factor * acAmps / parts.acTripAmps();
    }

    private double dcShare() {
        return standard == ResidualStandard.CCID20 ? 0 : dcAmps / parts.dcTripAmps();
    }

    /// The more current the faster.
    private static int tripMillis(double share) {
        return (int) Math.max(10, 80 / share);
    }

    ResidualMonitor state() {
        return state;
    }

    boolean isTripped() {
        return state != ResidualMonitor.READY;
    }
}
