package stanchion.fleet.rollout;

import java.time.Duration;
import java.util.List;
import stanchion.fleet.store.Counts;

/// How far a rollout goes at a time, and when it stops by itself. Pure.
///
/// ```text
/// failed > limit × members ────────────────────────► HALT: above the limit, whatever the rest does
/// soak over, P(so few fail | true share = limit) ≤ risk ─► NEXT: shown to be below the limit
/// all answered or wait, not shown: some failed ────► HALT: not shown to be healthy
///                  none failed of half the stage ──► NEXT: too few to show more
/// else ────────────────────────────────────────────► WAIT
/// ```
///
/// Chargers that wait for a vehicle to leave have not answered, and hold nobody up.
///
/// @param stages of 10,000 buckets, ascending
/// @param haltAt of 10,000 chargers: a larger share of failures than this halts
/// @param riskPercent how often a release that fails as often as `haltAt` may pass a stage
/// @param soak how long a stage stands at least
public record RolloutPlan(List<Integer> stages, int haltAt, int riskPercent, Duration soak) {
    /// All buckets.
    public static final int WHOLE = 10_000;

    /// How often a bad release may pass a stage, unless said otherwise.
    public static final int USUAL_RISK_PERCENT = 20;

    static final int MOST_STAGES = 16;

    public RolloutPlan {
        stages = List.copyOf(stages);
        int last = 0;
        for (int stage : stages) {
            if (stage <= last || stage > WHOLE) {
                throw new IllegalArgumentException(
                        "stages " + stages + ": must ascend, from 1 to " + WHOLE);
            }
            last = stage;
        }
        if (stages.isEmpty() || stages.size() > MOST_STAGES) {
            throw new IllegalArgumentException("1 to " + MOST_STAGES + " stages");
        }
        if (haltAt < 1 || haltAt >= WHOLE || riskPercent < 1 || riskPercent > 50) {
            throw new IllegalArgumentException(
                    "halt at 0.01 to 99.99 %, risk 1 to 50 %, not " + haltAt + ", " + riskPercent);
        }
    }

    /// What is to be done.
    public sealed interface Decision {
        /// In words.
        String why();

        /// Nothing yet.
        record Wait(String why) implements Decision {}

        /// The next stage; after the last one the rollout is done.
        record Next(String why) implements Decision {}

        /// No charger more, until a person says so.
        record Halt(String why) implements Decision {}
    }

    /// Decides about a stage.
    ///
    /// @param stood how long the stage has stood
    public Decision decide(int stage, Counts counts, Duration stood) {
        String share =
                "%d of %d that answered failed, of %d chargers"
                        .formatted(counts.failed(), counts.answered(), counts.members());
        if (counts.failed() * WHOLE > counts.members() * haltAt) {
            return new Decision.Halt(share + ": more than " + percent(haltAt) + " of the stage");
        }
        boolean all = counts.answered() + counts.waiting() >= counts.members();
        if (stood.compareTo(soak) < 0) {
            return new Decision.Wait(share + ", standing");
        }
        boolean last = stages.get(stage) == WHOLE;
        if (last || counts.members() == 0) {
            boolean done = last ? all : counts.members() == 0;
            return done ? new Decision.Next(share) : new Decision.Wait(share);
        }
        if (shown(counts)) {
            return new Decision.Next(share + ": shown to be below " + percent(haltAt));
        }
        return all ? unshown(counts, share) : new Decision.Wait(share);
    }

    private Decision unshown(Counts counts, String share) {
        if (counts.failed() > 0) {
            return new Decision.Halt(share + ": not shown to be below " + percent(haltAt));
        }
        return 2 * counts.answered() >= counts.members()
                ? new Decision.Next(share + ": none, of too few to show more")
                : new Decision.Wait(share + ": too few may switch over");
    }

    /// How many chargers must do well, none badly, to show that the share is below the limit.
    public long sample() {
        return (long)
                Math.ceil(Math.log(riskPercent / 100.0) / Math.log1p(-haltAt / (double) WHOLE));
    }

    private boolean shown(Counts counts) {
        return counts.answered() > 0
                && atMost(counts.failed(), counts.answered(), haltAt / (double) WHOLE)
                        <= riskPercent / 100.0;
    }

    /// The chance that at most `failed` of `n` fail when each does so with chance `p`.
    static double atMost(long failed, long n, double p) {
        double logTerm = n * Math.log1p(-p);
        double odds = Math.log(p) - Math.log1p(-p);
        double sum = Math.exp(logTerm);
        for (long k = 1; k <= failed; k++) {
            logTerm += Math.log((double) (n - k + 1) / k) + odds;
            sum += Math.exp(logTerm);
        }
        return Math.min(1, sum);
    }

    private static String percent(int permyriad) {
        return permyriad % 100 == 0 ? permyriad / 100 + " %" : permyriad / 100.0 + " %";
    }
}
