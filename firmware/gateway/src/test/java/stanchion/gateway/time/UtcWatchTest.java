package stanchion.gateway.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import stanchion.gateway.time.Discipline.Opinion;
import stanchion.gateway.time.UtcWatch.Finding;
import stanchion.units.Uptime;

class UtcWatchTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final Uptime EARLY = new Uptime(1_000_000_000L);

    private Instant wall = Instant.parse("1970-01-01T00:00:10Z");
    private long nanos = 10_000_000_000L;
    private Opinion opinion = Opinion.NOBODY;
    private final UtcWatch watch =
            new UtcWatch(new Timeline(() -> wall, () -> nanos), () -> opinion);

    @Test
    void clockThatWasNeverSetIsNotKnownHoweverLongItGoes() {
        assertThat(lookFor(Duration.ofHours(1))).isEqualTo(new Finding.Nothing());
        assertThat(watch.utc(EARLY)).isEmpty();
    }

    @Test
    void clockThatATimeServerSetIsKnownAtOnceAlsoForWhatWasBefore() {
        wall = NOON;
        opinion = Opinion.SYNCHRONISED;
        assertThat(watch.look()).isEqualTo(new Finding.Known());
        assertThat(watch.utc(EARLY)).contains(NOON.minusSeconds(9));
    }

    @Test
    void clockThatWaitsForATimeServerIsNotKnownHoweverEvenlyItGoes() {
        wall = NOON;
        opinion = Opinion.WAITING;
        assertThat(lookFor(Duration.ofHours(1))).isEqualTo(new Finding.Nothing());
    }

    @Test
    void clockThatNobodyAnswersForIsKnownWhenItHasGoneEvenlyForAWhile() {
        wall = NOON;
        assertThat(lookFor(UtcWatch.STEADY.minusSeconds(1))).isEqualTo(new Finding.Nothing());
        wall = wall.plusSeconds(5);
        assertThat(lookFor(UtcWatch.STEADY.minusSeconds(1))).isEqualTo(new Finding.Nothing());
        assertThat(lookFor(Duration.ofSeconds(3))).isEqualTo(new Finding.Known());
    }

    @Test
    void stepCountsFromThenOnAndMovesNothingThatWasBefore() {
        known();
        Uptime before = new Uptime(nanos);
        Instant was = watch.utc(before).orElseThrow();
        pass(Duration.ofSeconds(1));
        wall = wall.minusSeconds(1);
        assertThat(watch.look()).isEqualTo(new Finding.Nothing());
        assertThat(watch.look()).isEqualTo(new Finding.Stepped(Duration.ofSeconds(-1)));
        assertThat(watch.look()).isEqualTo(new Finding.Nothing());
        assertThat(watch.utc(before)).contains(was);
        assertThat(watch.utc(new Uptime(nanos))).contains(wall);
    }

    @Test
    void oneLookAtTwoClocksThatWasInterruptedIsNoStep() {
        known();
        wall = wall.plusSeconds(2);
        assertThat(watch.look()).isEqualTo(new Finding.Nothing());
        wall = wall.minusSeconds(2);
        assertThat(lookFor(Duration.ofSeconds(5))).isEqualTo(new Finding.Nothing());
    }

    @Test
    void adjustingAClockSlowlyIsNoStep() {
        known();
        wall = wall.plusMillis(400);
        assertThat(lookFor(Duration.ofSeconds(5))).isEqualTo(new Finding.Nothing());
    }

    private void known() {
        wall = NOON;
        opinion = Opinion.SYNCHRONISED;
        assertThat(watch.look()).isEqualTo(new Finding.Known());
    }

    private void pass(Duration span) {
        nanos += span.toNanos();
        wall = wall.plus(span);
    }

    /// Looks four times a second.
    ///
    /// @return the first thing found
    private Finding lookFor(Duration span) {
        for (long quarter = 0; quarter < span.toMillis() / 250; quarter++) {
            pass(Duration.ofMillis(250));
            Finding found = watch.look();
            if (!found.equals(new Finding.Nothing())) {
                return found;
            }
        }
        return new Finding.Nothing();
    }
}
