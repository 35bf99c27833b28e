package stanchion.gateway.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import stanchion.units.Uptime;

class TimelineTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    @Test
    void aMomentOfTheMonotonicClockIsToldInUtc() {
        Timeline timeline = new Timeline(InstantSource.fixed(NOON), () -> 5_000_000_000L);
        assertThat(timeline.utc(new Uptime(3_500_000_000L))).isEqualTo(NOON.minusMillis(1_500));
    }

    @Test
    void timesArePrintedWithMilliseconds() {
        assertThat(Timeline.text(NOON)).isEqualTo("2026-06-01T12:00:00.000Z");
    }

    @Test
    void aClockThatStandsIn1970IsNotSet() {
        assertThat(new Timeline(InstantSource.fixed(Instant.EPOCH), () -> 0).isWallClockSet())
                .isFalse();
        assertThat(new Timeline(InstantSource.fixed(NOON), () -> 0).isWallClockSet()).isTrue();
    }
}
