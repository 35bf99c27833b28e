package stanchion.control;

import java.util.Optional;
import stanchion.hal.MeterReading;
import stanchion.safety.Fault;
import stanchion.units.Uptime;
import stanchion.units.Watts;

/// Holds the power that the charger's own transformers show against that of an energy meter on a
/// serial line: energy that only one of them sees goes round the other.
///
/// ```text
/// further apart than the tolerance, all the time ─► METERS_DISAGREE
/// a meter that has spoken says nothing, all the time ─► METER_REMOVED
/// ```
///
/// What is still so is told again after the same time, so that a sign that its owner has cleared
/// too early comes back. A meter that never spoke since the start is no sign: whether it was taken
/// away or never wired cannot be told. For one thread, and none that switches.
public final class SecondOpinion {
    /// 7 % is what a meter of class A may err between -25 and 55 degrees (2014/32/EU, annex V,
    /// table 2), 3 % the transformer, burden and divider of a board that nobody has calibrated. Two
    /// that are in order never differ by more than both.
    static final double SHARE = 0.10;

    /// Below its least current of 0.25 A a meter owes nothing: 173 W on three phases. The rest is
    /// what the charger itself takes.
    static final Watts LEAST = new Watts(200);

    private Optional<Uptime> apartSince = Optional.empty();
    private Optional<Uptime> silentSince = Optional.empty();
    private boolean spoke;

    /// One that has heard nothing yet.
    public SecondOpinion() {}

    /// Takes in both, about once a second.
    ///
    /// @param ours of the last second; empty before the first one
    /// @return the sign of tampering this comes to, if it does
    public Optional<Fault> hear(Uptime now, Optional<Watts> ours, MeterReading theirs) {
        return switch (theirs) {
            case MeterReading.Measured measured -> {
                spoke = true;
                silentSince = Optional.empty();
                boolean apart = ours.filter(own -> isApart(own, measured.power())).isPresent();
                apartSince = since(apart, apartSince, now);
                yield due(Fault.METERS_DISAGREE, apartSince, now);
            }
            case MeterReading.Missing _ -> {
                apartSince = Optional.empty();
                silentSince = since(spoke, silentSince, now);
                yield due(Fault.METER_REMOVED, silentSince, now);
            }
        };
    }

    private static boolean isApart(Watts ours, Watts theirs) {
        double greater = Math.max(Math.abs(ours.value()), Math.abs(theirs.value()));
        return Math.abs(ours.value() - theirs.value()) > LEAST.value() + SHARE * greater;
    }

    private static Optional<Uptime> since(boolean so, Optional<Uptime> before, Uptime now) {
        return so ? before.or(() -> Optional.of(now)) : Optional.empty();
    }

    private Optional<Fault> due(Fault sign, Optional<Uptime> since, Uptime now) {
        if (since.isEmpty() || !now.isPast(sign.detection().hold(), since.get())) {
            return Optional.empty();
        }
        apartSince = Optional.empty();
        silentSince = Optional.empty();
        return Optional.of(sign);
    }
}
