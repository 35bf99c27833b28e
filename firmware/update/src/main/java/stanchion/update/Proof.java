package stanchion.update;

import java.time.Duration;

/// When a version on its try counts as good.
///
/// @param deadlines for so long the control loop must have met all of its deadlines
/// @param grace for so long a link to the broker is waited for; then a charger whose network is
///   down is believed to do well without
public record Proof(Duration deadlines, Duration grace) {
    public static final Proof USUAL = new Proof(Duration.ofSeconds(30), Duration.ofMinutes(5));

    /// Whether this is enough.
    boolean holds(Health health) {
        return health.selfTest() == Health.SelfTest.PASSED
                && health.deadlinesMet().compareTo(deadlines) >= 0
                && (health.withoutLink().isZero() || health.withoutLink().compareTo(grace) >= 0);
    }
}
