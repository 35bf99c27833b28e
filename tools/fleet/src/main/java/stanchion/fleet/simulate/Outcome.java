package stanchion.fleet.simulate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import stanchion.fleet.store.RolloutRow;

/// What a simulation has shown.
///
/// @param bad the rollout of the bad release
/// @param good the one after it
public record Outcome(
        Simulation.Crowd crowd, Simulation.Rolled bad, Simulation.Rolled good, Cost cost) {
    /// The largest part of the fleet that a bad release may touch.
    static final int MOST_TOUCHED_PERMYRIAD = 500;

    /// Fleets below this are too small for [#MOST_TOUCHED_PERMYRIAD] to say anything.
    private static final int LEAST_DEVICES = 1000;

    /// What it took.
    ///
    /// @param messages that devices sent and received
    /// @param refused times a device did not believe what it got
    /// @param repeated requests that had to be made again
    /// @param lost connections that had to be made again
    public record Cost(long messages, long refused, long repeated, long lost, Duration took) {}

    /// What was claimed and is not so.
    public List<String> missed() {
        List<String> missed = new ArrayList<>();
        long most = crowd.devices() * (long) MOST_TOUCHED_PERMYRIAD / 10_000;
        check(bad.state() == RolloutRow.State.HALTED, "the bad release did not halt", missed);
        check(
                crowd.devices() < LEAST_DEVICES || bad.touched() < most,
                "the bad release touched " + bad.touched() + ", not below " + most,
                missed);
        check(bad.permyriad() < 10_000, "the bad release reached everybody", missed);
        check(
                bad.chargingTouched() + good.chargingTouched() == 0,
                "devices were touched while a vehicle charged",
                missed);
        check(
                bad.unverified() + good.unverified() == 0,
                "devices run what they have not verified",
                missed);
        long charging = crowd.devices() * (long) crowd.chargingPermyriad() / 10_000;
        check(good.state() == RolloutRow.State.DONE, "the good release is not done", missed);
        check(
                good.running() == crowd.devices() - charging,
                "the good release runs on " + good.running(),
                missed);
        return missed;
    }

    private static void check(boolean so, String otherwise, List<String> missed) {
        if (!so) {
            missed.add(otherwise);
        }
    }

    /// A table for people.
    public String table() {
        String row = "%-34s %12s %12s%n";
        return (row + row + row + row + row + row + row + "%n%s%n")
                .formatted(
                        "",
                        "bad release",
                        "good release",
                        "ended",
                        bad.state(),
                        good.state(),
                        "reached, of 10000",
                        bad.permyriad(),
                        good.permyriad(),
                        "devices touched",
                        bad.touched(),
                        good.touched(),
                        "  of these reverted",
                        bad.reverted(),
                        good.reverted(),
                        "  touched while charging",
                        bad.chargingTouched(),
                        good.chargingTouched(),
                        "seconds",
                        bad.took().toSeconds(),
                        good.took().toSeconds(),
                        "%d devices, %d messages, %d repeated requests, %d lost connections, %d refusals, %d s"
                                .formatted(
                                        crowd.devices(),
                                        cost.messages(),
                                        cost.repeated(),
                                        cost.lost(),
                                        cost.refused(),
                                        cost.took().toSeconds()));
    }
}
