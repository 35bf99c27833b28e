package stanchion.board.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import stanchion.hal.Absence;
import stanchion.hal.Reading;

class PollerTest {
    private final Poller<Integer> poller =
            new Poller<>(
                    () -> new Reading.Present<>(7), Duration.ofSeconds(1), Duration.ofSeconds(5));

    @Test
    void readingIsMissingBeforeTheFirstAndWhenItIsStale() {
        assertThat(poller.latest(System.nanoTime()))
                .isEqualTo(new Reading.Missing<>(Absence.NOT_YET));
        poller.poll();
        long now = System.nanoTime();
        assertThat(poller.latest(now)).isEqualTo(new Reading.Present<>(7));
        assertThat(poller.latest(now + Duration.ofSeconds(6).toNanos()))
                .isEqualTo(new Reading.Missing<>(Absence.SILENT));
    }
}
