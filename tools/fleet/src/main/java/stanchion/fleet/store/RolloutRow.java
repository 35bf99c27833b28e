package stanchion.fleet.store;

import java.time.Instant;
import java.util.Optional;
import stanchion.fleet.rollout.RolloutPlan;
import stanchion.update.Channel;

/// A rollout as it stands.
///
/// @param id decides which chargers come first
/// @param targets version that is rolled out
/// @param stage index into the plan's stages
/// @param since when the stage began
/// @param reason of the last change, for people
public record RolloutRow(
        String id,
        Channel channel,
        long targets,
        RolloutPlan plan,
        int stage,
        State state,
        Instant since,
        String reason) {
    public enum State {
        RUNNING,
        HALTED,
        DONE
    }

    /// How many of 10,000 buckets it has reached.
    public int permyriad() {
        return plan.stages().get(stage);
    }

    /// The same in another state.
    public RolloutRow in(State next, Instant now, String why) {
        return new RolloutRow(id, channel, targets, plan, stage, next, now, why);
    }

    /// The same one stage further; nothing after the last.
    public Optional<RolloutRow> further(Instant now, String why) {
        return stage + 1 < plan.stages().size()
                ? Optional.of(
                        new RolloutRow(
                                id, channel, targets, plan, stage + 1, State.RUNNING, now, why))
                : Optional.empty();
    }
}
