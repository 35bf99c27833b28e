package stanchion.gateway.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import stanchion.units.Uptime;

class ThrottleTest {
    private static final Uptime START = new Uptime(5_000_000_000L);

    private final Throttle throttle = new Throttle(1000, START);

    @Test
    void oneSecondMayRunAheadAndThenItFlowsEvenly() {
        assertThat(throttle.book(1000, START)).isZero();
        assertThat(throttle.book(500, START)).isEqualTo(Duration.ofMillis(500));
        assertThat(throttle.book(500, START)).isEqualTo(Duration.ofSeconds(1));
        assertThat(throttle.book(500, START.plus(Duration.ofSeconds(1))))
                .isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void anIdleHourDoesNotAllowABurstOfAnHour() {
        Uptime later = START.plus(Duration.ofHours(1));
        assertThat(throttle.book(1000, later)).isZero();
        assertThat(throttle.book(1000, later)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void noFlowAtAllIsNoRate() {
        assertThatThrownBy(() -> new Throttle(0, START))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
