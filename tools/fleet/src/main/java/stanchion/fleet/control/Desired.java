package stanchion.fleet.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import stanchion.fleet.FleetException;
import stanchion.fleet.store.DeviceRow;
import stanchion.fleet.store.FleetStore;
import stanchion.fleet.store.PinRow;
import stanchion.fleet.store.RolloutRow;
import stanchion.release.Plan;
import stanchion.update.Channel;
import stanchion.update.Rollout;

/// The plan that the store wants.
final class Desired {
    private final FleetStore store;

    Desired(FleetStore store) {
        this.store = store;
    }

    /// What is to be.
    ///
    /// @param plan what can be signed
    /// @param missing of what somebody wants, that whose version is not in the repository
    record Wanted(Plan plan, SortedMap<String, Long> missing) {}

    /// The plan that is to be.
    ///
    /// @param now what is assigned
    /// @param assignable versions that may be; what may not is left out, and named
    Wanted plan(Plan now, Set<Long> assignable) throws FleetException {
        Plan whole = whole(now);
        SortedMap<String, Long> missing = new TreeMap<>(named(whole));
        missing.values().removeAll(assignable);
        return new Wanted(whole.within(assignable), missing);
    }

    /// Versions that somebody shall get, by who wants it so.
    private static SortedMap<String, Long> named(Plan plan) {
        SortedMap<String, Long> named = new TreeMap<>();
        plan.channels()
                .forEach((channel, targets) ->
                        named.put("channel " + channel.text() + " at " + targets, targets));
        for (Plan.Rollout rollout : plan.rollouts()) {
            if (rollout.state() == Plan.State.RUNNING) {
                named.put("rollout " + rollout.id(), rollout.targets());
            }
        }
        plan.devices()
                .forEach((device, pin) ->
                        named.put(device + " pinned to " + pin.targets(), pin.targets()));
        return named;
    }

    private Plan whole(Plan now) throws FleetException {
        Plan plan = new Plan(now.channels(), rollouts(), new TreeMap<>());
        for (Map.Entry<Channel, Long> channel : store.channels().entrySet()) {
            plan = plan.with(channel.getKey(), channel.getValue());
        }
        Plan resting = plan;
        for (PinRow pin : store.pins()) {
            long targets =
                    pin.targets() == PinRow.AS_ASSIGNED
                            ? assigned(pin.device(), resting)
                            : pin.targets();
            if (targets > 0) {
                plan = plan.with(pin.device(), new Plan.Pin(pin.serial(), targets));
            }
        }
        return plan;
    }

    private List<Plan.Rollout> rollouts() throws FleetException {
        List<Plan.Rollout> rollouts = new ArrayList<>();
        for (RolloutRow row : store.rollouts()) {
            if (row.state() != RolloutRow.State.DONE) {
                boolean running = row.state() == RolloutRow.State.RUNNING;
                rollouts.add(
                        new Plan.Rollout(
                                row.id(),
                                row.channel(),
                                row.permyriad(),
                                running ? Plan.State.RUNNING : Plan.State.HALTED,
                                row.targets()));
            }
        }
        return rollouts;
    }

    /// What a charger gets without a pin; never less than it runs, which would be no repair.
    private long assigned(String device, Plan plan) throws FleetException {
        DeviceRow row = store.device(device).orElse(null);
        Channel channel = Channel.named(row == null ? "" : row.channel()).orElse(Channel.STABLE);
        long targets = plan.channels().getOrDefault(channel, 0L);
        for (Plan.Rollout rollout : plan.rollouts()) {
            if (rollout.channel() == channel
                    && rollout.state() == Plan.State.RUNNING
                    && Rollout.bucket(rollout.id(), device) < rollout.permyriad()) {
                targets = rollout.targets();
                break;
            }
        }
        return targets;
    }
}
