package stanchion.update;

import java.time.Duration;

/// What a version must show before it is confirmed. Times are counted by a clock that nobody sets.
///
/// @param deadlinesMet how long the control loop has met every deadline without a break
/// @param withoutLink how long there has been no link to the broker; zero when there is one
public record Health(Duration deadlinesMet, SelfTest selfTest, Duration withoutLink) {
    /// Of the board.
    public enum SelfTest {
        PASSED,
        PENDING,
        FAILED
    }

    /// Nothing is known yet.
    public static final Health UNKNOWN =
            new Health(Duration.ZERO, SelfTest.PENDING, Duration.ZERO.plusNanos(1));
}
