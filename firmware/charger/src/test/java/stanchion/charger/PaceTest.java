package stanchion.charger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import stanchion.charger.Pace.Deadline;
import stanchion.units.Uptime;

class PaceTest {
    private static final long MILLI = 1_000_000;

    private final Vitals vitals = new Vitals();
    private final Pace pace = new Pace(0, vitals);

    private Deadline cycle(long wokeMillis, long appliedMillis) {
        pace.woke(wokeMillis * MILLI);
        return pace.applied(appliedMillis * MILLI);
    }

    @Test
    void releasesStandAtAbsoluteTimesHoweverLateACycleWas() {
        assertThat(pace.untilReleaseNanos(0)).isEqualTo(10 * MILLI);
        assertThat(cycle(13, 17)).isEqualTo(Deadline.MET);
        assertThat(pace.untilReleaseNanos(17 * MILLI)).isEqualTo(3 * MILLI);
    }

    @Test
    void outputsAppliedAtTheNextReleaseMissTheDeadline() {
        assertThat(cycle(10, 20)).isEqualTo(Deadline.MISSED);
        assertThat(vitals.snapshot().deadlinesMissed()).isEqualTo(1);
    }

    @Test
    void outputsAppliedInTimeAfterALateWakeUpMissTheDeadline() {
        assertThat(cycle(15, 16)).isEqualTo(Deadline.MET);
        assertThat(cycle(26, 27)).isEqualTo(Deadline.MISSED);
    }

    @Test
    void releasesThatWentByAreSkippedAndCountedNotMadeUpFor() {
        assertThat(cycle(10, 45)).isEqualTo(Deadline.MISSED);
        assertThat(vitals.snapshot().deadlinesMissed()).isEqualTo(3);
        assertThat(vitals.snapshot().cycles()).isEqualTo(1);
        assertThat(pace.untilReleaseNanos(45 * MILLI)).isEqualTo(5 * MILLI);
        assertThat(cycle(50, 51)).isEqualTo(Deadline.MET);
    }

    @Test
    void firstCycleInTimeIsRememberedForGood() {
        cycle(10, 20);
        assertThat(vitals.snapshot().firstMet()).isEmpty();
        cycle(30, 31);
        cycle(40, 42);
        assertThat(vitals.snapshot().firstMet()).contains(new Uptime(31 * MILLI));
    }

    @Test
    void worstLatenessAndResponseAreKept() {
        cycle(13, 14);
        cycle(20, 28);
        assertThat(vitals.snapshot().worstLatenessNanos()).isEqualTo(3 * MILLI);
        assertThat(vitals.snapshot().worstResponseNanos()).isEqualTo(8 * MILLI);
    }
}
