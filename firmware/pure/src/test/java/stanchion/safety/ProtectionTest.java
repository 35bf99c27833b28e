package stanchion.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import stanchion.safety.Protection.Detection;

/// How a row of the table counts its time.
final class ProtectionTest {
    private static final Duration LIMIT = Duration.ofMillis(100);

    @Test
    void sensingAndHoldTogetherAreTheTimeToTheFault() {
        Detection detection =
                Detection.within(LIMIT, "clause")
                        .sensed(Duration.ofMillis(20))
                        .held(Duration.ofMillis(30));
        assertThat(detection)
                .isEqualTo(
                        new Detection(
                                Duration.ofMillis(20), Duration.ofMillis(30), LIMIT, "clause"));
        assertThat(detection.time()).isEqualTo(Duration.ofMillis(50));
        assertThat(Detection.within(LIMIT, "clause").time()).isZero();
    }

    @Test
    void rowThatLeavesNoTimeToOpenIsABug() {
        Detection sensed = Detection.within(LIMIT, "clause").sensed(Duration.ofMillis(40));
        assertThat(sensed.held(Duration.ofMillis(59)).time()).isEqualTo(Duration.ofMillis(99));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sensed.held(Duration.ofMillis(60)))
                .withMessageStartingWith("no time is left to open: PT0.04S and PT0.06S of PT0.1S");
    }
}
