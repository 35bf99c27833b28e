package stanchion.gateway.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofSeconds(60), new SplittableRandom(1));

    @Test
    void waitsDoubleFromAQuarterOfASecondToAMinuteAndNeverMore() {
        long[] longest = {250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000};
        for (long whole : longest) {
            assertThat(backoff.next().toMillis()).isBetween(whole / 2, whole);
        }
        IntStream.range(0, 100)
                .forEach(failure -> assertThat(backoff.next()).isBetween(seconds(30), seconds(60)));
    }

    @Test
    void whatWorkedStartsAnew() {
        IntStream.range(0, 10).forEach(failure -> assertThat(backoff.next()).isPositive());
        backoff.reset();
        assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofMillis(250));
    }

    @Test
    void twoChargersDoNotComeBackAtTheSameMoment() {
        Backoff other = new Backoff(Duration.ofSeconds(60), new SplittableRandom(2));
        assertThat(other.next()).isNotEqualTo(backoff.next());
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
