package stanchion.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void firstLooksOfAFleetAreSpreadOverTheirMinute() {
        List<Instant> looks =
                LongStream.range(0, 100)
                        .mapToObj(seed -> new Schedule(Pace.USUAL, seed, NOW).next())
                        .toList();
        assertThat(looks).allMatch(look -> !look.isBefore(NOW) && look.isBefore(after(60)));
        assertThat(looks).anyMatch(look -> look.isBefore(after(15)));
        assertThat(looks).anyMatch(look -> look.isAfter(after(45)));
    }

    @Test
    void nextLookIsAPeriodAfterAnAnswerATenthMoreOrLess() {
        Schedule schedule = schedule();
        schedule.answered(NOW);
        assertThat(Duration.between(NOW, schedule.next()))
                .isBetween(Duration.ofMinutes(324), Duration.ofMinutes(396));
        assertThat(schedule.isDue(schedule.next().minusMillis(1))).isFalse();
        assertThat(schedule.isDue(schedule.next())).isTrue();
    }

    @Test
    void everyFailureDoublesTheWaitUpToAnHourAndASuccessBeginsAnew() {
        Schedule schedule = schedule();
        for (int seconds : List.of(30, 60, 120, 240, 480, 960, 1920, 3600, 3600)) {
            assertAbout(seconds, schedule.failed());
        }
        schedule.succeeded();
        assertAbout(30, schedule.failed());
    }

    @Test
    void whatIsKnownIsStaleTenMinutesAfterTheMakerWasAsked() {
        Schedule schedule = schedule();
        assertThat(schedule.isStale(NOW)).as("never asked").isTrue();
        schedule.asks(NOW);
        assertThat(schedule.isStale(after(600))).isFalse();
        assertThat(schedule.isStale(after(601))).isTrue();
        schedule.ask(NOW);
        assertThat(schedule.isStale(NOW)).isTrue();
        assertThat(schedule.isDue(NOW)).isTrue();
    }

    @Test
    void waitThatNobodyPlannedMeansThatTheClockWasSet() {
        assertThat(schedule().isBeyond(Duration.ofHours(12))).isFalse();
        assertThat(schedule().isBeyond(Duration.ofHours(13))).isTrue();
    }

    private static void assertAbout(int seconds, Duration wait) {
        assertThat(wait.toMillis()).isBetween(900L * seconds, 1100L * seconds);
    }

    private static Schedule schedule() {
        return new Schedule(Pace.USUAL, 1, NOW);
    }

    private static Instant after(long seconds) {
        return NOW.plusSeconds(seconds);
    }
}
