package stanchion.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import stanchion.fleet.FleetException;
import stanchion.fleet.rollout.RolloutPlan;
import stanchion.fleet.store.Alert;
import stanchion.fleet.store.AuditEntry;
import stanchion.fleet.store.FleetStore;
import stanchion.fleet.store.RolloutRow;
import stanchion.fleet.store.UpdateTold;
import stanchion.update.Channel;

/// A fleet of 400 in the middle of a rollout, another one halted, one done, and something wrong.
final class FleetInMotion {
    private static final RolloutPlan PLAN =
            new RolloutPlan(List.of(450, 2500, 10_000), 200, 20, Duration.ofHours(1));
    private static final int OLD = 6;
    private static final int NEW = 7;
    private static final int BETA = 8;
    private static final int FRAGILE = 11;

    private FleetInMotion() {}

    static void fill(FleetStore store, Instant now) throws FleetException {
        rollout(store, "stable-6", Channel.STABLE, OLD, 2, RolloutRow.State.DONE, now);
        rollout(store, "stable-7", Channel.STABLE, NEW, 1, RolloutRow.State.RUNNING, now);
        rollout(store, "beta-8", Channel.BETA, BETA, 2, RolloutRow.State.HALTED, now);
        for (int i = 0; i < 400; i++) {
            store.told(charger(i, now), now);
        }
        for (RolloutRow row : store.rollouts()) {
            store.enlist(row);
        }
        store.raise(
                new Alert(
                        "c-17",
                        Alert.Kind.FIRMWARE_DIFFERS,
                        "stanchion-gateway-0.1.0.jar",
                        now.minusSeconds(3700)));
        store.raise(
                new Alert(
                        "c-9 pinned to 99",
                        Alert.Kind.VERSION_MISSING,
                        "version 99 is not in the repository: nobody gets it",
                        now.minusSeconds(40)));
        store.note(new AuditEntry(now.minusSeconds(900), "<b>ada</b>", "rollout stable-7 begins"));
        store.note(
                new AuditEntry(
                        now.minusSeconds(300), "controller", "rollout stable-7 goes on to 2500"));
    }

    private static void rollout(
            FleetStore store,
            String id,
            Channel channel,
            long targets,
            int stage,
            RolloutRow.State state,
            Instant now)
            throws FleetException {
        String why =
                state == RolloutRow.State.HALTED
                        ? "5 of 40 that answered failed, of 80 chargers: more than 2 % of the stage"
                        : "0 of 81 that answered failed, of 93 chargers: shown to be below 2 %";
        store.rollout(
                new RolloutRow(
                        id, channel, targets, PLAN, stage, state, now.minusSeconds(300), why));
    }

    /// Every fifth is a beta charger.
    private static UpdateTold charger(int i, Instant now) {
        boolean beta = i % 5 == 0;
        boolean got = i % 8 == 1 || (beta && i % 2 == 0);
        boolean waits = i % 12 == 3;
        boolean failed = i == FRAGILE || (beta && i % 75 == 5);
        long next = beta ? BETA : NEW;
        String state = got ? "CONFIRMED" : waits ? "WAITING" : i % 16 == 7 ? "SWITCHING" : "IDLE";
        UpdateTold.Doing doing =
                new UpdateTold.Doing(
                        failed ? "IDLE" : state,
                        beta ? Channel.BETA : Channel.STABLE,
                        Optional.empty(),
                        state.equals("IDLE") || got ? Optional.empty() : Optional.of(next),
                        0);
        long runs = got && !failed ? next : OLD;
        return new UpdateTold(
                "c-" + i,
                now,
                doing,
                new UpdateTold.Installed("1." + runs + ".0", runs, "ab".repeat(32)),
                failed ? List.of(new UpdateTold.GaveUp(next, "REVERTED")) : List.of());
    }
}
