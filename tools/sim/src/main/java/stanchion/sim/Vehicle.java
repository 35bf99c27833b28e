package stanchion.sim;

import java.util.random.RandomGenerator;

/// A vehicle: resistors, a diode, a switch, and a charger of its own that follows the duty cycle it
/// measures.
///
/// It may take up to five seconds to follow a changed offer, and three to stop when the offer is
/// withdrawn (IEC 61851-1 table A.6, seq. 6 and 10.1). After that it opens S2, and closes it again
/// when the offer comes back.
final class Vehicle {
    private static final int NEVER = Integer.MAX_VALUE / 2;
    private static final int WAKING_MILLIS = 1000;
    private static final double RISE_AMPS_PER_MILLI = 0.016;
    private static final double FALL_AMPS_PER_MILLI = 0.04;
    private static final double STOP_AMPS_PER_MILLI = 0.5;

    private final Parts parts;
    private final RandomGenerator random;
    private boolean plugged;
    private boolean s2Closed;
    private boolean wants;
    private boolean ventilation;
    private boolean diodeShorted;
    private boolean obeys = true;
    private boolean sleepy;
    private boolean asleep;
    private double wishAmps = 16;
    private int phases = 1;

    private double offerAmps;
    private double targetAmps;
    private double amps;
    private int reactionMillis;
    private int withdrawnMillis = NEVER;
    private int openAfterMillis;
    private int pilotDownMillis;
    private double greed;
    private int slowMillis;
    private int flinchMillis;
    private int flinchingMillis;
    private double seenDuty;

    Vehicle(Parts parts, RandomGenerator random) {
        this.parts = parts;
        this.random = random;
    }

    void plug() {
        plugged = true;
    }

    void unplug() {
        plugged = false;
        s2Closed = false;
        wants = false;
        asleep = false;
        stopAtOnce();
    }

    /// Moves S2 by hand; from now on the vehicle wants what the hand wanted.
    void s2(boolean close) {
        s2Closed = close;
        wants = close;
        asleep = false;
        withdrawnMillis = NEVER;
    }

    void ventilation(boolean on) {
        ventilation = on;
    }

    void diodeShorted(boolean shorted) {
        diodeShorted = shorted;
    }

    void obeys(boolean on) {
        obeys = on;
    }

    void sleepy(boolean on) {
        sleepy = on;
        asleep = asleep && on;
    }

    void wish(double wishedAmps, int onPhases) {
        wishAmps = wishedAmps;
        phases = onPhases;
    }

    /// Draws this share more than it is offered.
    void greedy(double share) {
        greed = share;
    }

    /// Takes this long to follow an offer; 0: as vehicles do.
    void slow(int millis) {
        slowMillis = millis;
    }

    /// Opens S2 for so long at every change of the duty cycle; 0: never.
    void flinch(int millis) {
        flinchMillis = millis;
    }

    /// What the vehicle hangs on the pilot.
    PilotNode node(double shortSiemens) {
        double r3 = ventilation ? parts.dOhms() : parts.cOhms();
        double b = parts.bOhms();
        double load = isTouching() ? b * r3 / (b + r3) : b;
        return new PilotNode(
                parts.sourceOhms(),
                plugged ? load : Double.POSITIVE_INFINITY,
                parts.diodeVolts(),
                diodeShorted ? PilotNode.Diode.SHORTED : PilotNode.Diode.OK,
                shortSiemens);
    }

    /// One millisecond; returns whether S2 moved.
    boolean step(PilotLine pilot, boolean live) {
        if (!plugged) {
            return false;
        }
        boolean before = s2Closed;
        offerAmps = pilot.alternates() ? VehicleOffer.amps(pilot.dutyPercent()) : 0;
        flinchAt(pilot);
        sleepOrWake(pilot);
        followOffer();
        draw(live);
        return before != s2Closed;
    }

    /// Whether it does the same for as long as the pilot stays as it is.
    boolean isSteady(PilotLine pilot) {
        if (!plugged) {
            return true;
        }
        boolean offered = offerAmps > 0;
        boolean stopping = s2Closed && !offered && obeys && withdrawnMillis < NEVER;
        boolean starting = offered && wants && !s2Closed && !asleep;
        boolean wakes = asleep && pilot.isDown();
        boolean moving = stopping || starting || wakes || flinchingMillis > 0;
        return amps == targetAmps && reactionMillis == 0 && !moving;
    }

    private void flinchAt(PilotLine pilot) {
        double duty = pilot.alternates() ? pilot.dutyPercent() : 0;
        boolean changed = duty > 0 && seenDuty > 0 && Math.abs(duty - seenDuty) > 1;
        flinchingMillis = changed ? flinchMillis : Math.max(0, flinchingMillis - 1);
        seenDuty = duty;
    }

    /// Whether S2 is closed and stays so.
    private boolean isTouching() {
        return s2Closed && flinchingMillis == 0;
    }

    private void sleepOrWake(PilotLine pilot) {
        pilotDownMillis = pilot.isDown() ? pilotDownMillis + 1 : 0;
        asleep = asleep && pilotDownMillis < WAKING_MILLIS;
    }

    private void followOffer() {
        boolean offered = offerAmps > 0;
        if (s2Closed && !offered && obeys && withdrawnMillis < NEVER) {
            withdrawnMillis++;
            if (withdrawnMillis >= openAfterMillis && amps == 0) {
                s2Closed = false;
                asleep = sleepy;
            }
        } else if (offered && wants && !s2Closed && !asleep) {
            withdrawnMillis--;
            if (withdrawnMillis <= 0) {
                s2Closed = true;
            }
        }
        if (offered && s2Closed) {
            withdrawnMillis = 0;
            openAfterMillis = random.nextInt(1000, 2800);
        }
        if (!s2Closed && !offered) {
            withdrawnMillis = 500;
        }
    }

    private void draw(boolean live) {
        if (!live) {
            stopAtOnce();
            return;
        }
        double offered = offerAmps * (1 + greed);
        double wanted = isTouching() ? obeys ? Math.min(wishAmps, offered) : wishAmps : 0;
        if (Math.abs(wanted - targetAmps) > 0.1) {
            reactionMillis = wanted < 0.1 ? 0 : reaction();
        }
        targetAmps = wanted;
        if (reactionMillis > 0) {
            reactionMillis--;
        } else if (amps < targetAmps) {
            amps = Math.min(targetAmps, amps + RISE_AMPS_PER_MILLI);
        } else {
            double fall = s2Closed ? FALL_AMPS_PER_MILLI : STOP_AMPS_PER_MILLI;
            amps = Math.max(targetAmps, amps - fall);
        }
    }

    private int reaction() {
        int usual = random.nextInt(300, 1500);
        return slowMillis > 0 ? slowMillis : usual;
    }

    private void stopAtOnce() {
        amps = 0;
        targetAmps = 0;
        reactionMillis = 0;
    }

    boolean isPlugged() {
        return plugged;
    }

    boolean isReady() {
        return plugged && isTouching();
    }

    boolean asksForVentilation() {
        return isReady() && ventilation;
    }

    boolean hasDiode() {
        return !diodeShorted;
    }

    /// Amperes on phase 0, 1 or 2.
    double amps(int phase) {
        return phase < phases ? amps : 0;
    }

    double wishAmps() {
        return wishAmps;
    }
}
