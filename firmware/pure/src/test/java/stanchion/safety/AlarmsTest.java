package stanchion.safety;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stanchion.safety.Protection.Latch;
import stanchion.safety.Protection.Reaction;
import stanchion.units.Uptime;

/// Conditions become alarms when the table says so, and the table is one a charger can keep.
final class AlarmsTest {
    private final Alarms alarms = new Alarms();

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SAMPLES_LOST", "LOOP_OVERRUN"})
    void conditionIsAnAlarmWhenItLastedAsLongAsTheTableSays(Fault fault) {
        long hold = fault.detection().hold().toMillis();
        FaultSet so = FaultSet.of(fault);
        assertThat(alarms.observe(so, at(1000)).contains(fault)).isEqualTo(hold == 0);
        assertThat(alarms.observe(so, at(1000 + Math.max(0, hold - 1))).contains(fault))
                .isEqualTo(hold == 0);
        assertThat(alarms.observe(so, at(1000 + hold))).isEqualTo(so);
    }

    @Test
    void conditionThatEndsStartsItsClockAnew() {
        FaultSet welded = FaultSet.of(Fault.CONTACTOR_WELDED);
        alarms.observe(welded, at(0));
        assertThat(alarms.observe(FaultSet.NONE, at(490))).isEqualTo(FaultSet.NONE);
        assertThat(alarms.observe(welded, at(500))).isEqualTo(FaultSet.NONE);
        assertThat(alarms.observe(welded, at(1000))).isEqualTo(welded);
        assertThat(alarms.observe(FaultSet.NONE, at(1010))).isEqualTo(FaultSet.NONE);
    }

    @Test
    void lostSamplesHideTheOthersWhoseClocksRunOn() {
        FaultSet welded = FaultSet.of(Fault.CONTACTOR_WELDED);
        FaultSet lost = FaultSet.of(Fault.SAMPLES_LOST);
        alarms.observe(welded, at(0));
        assertThat(alarms.observe(welded.union(lost), at(600))).isEqualTo(lost);
        assertThat(alarms.observe(welded, at(610))).isEqualTo(welded);
    }

    @ParameterizedTest
    @EnumSource
    void whatLatchesAtOnceAlsoOpensAtOnceAndEveryRowHasItsWords(Fault fault) {
        assertThat(fault.latch() != Latch.AT_ONCE || fault.reaction() == Reaction.OPEN).isTrue();
        assertThat(fault.words().hazard()).isNotBlank();
        assertThat(fault.words().owner()).endsWith(".").hasSizeLessThan(160);
        assertThat(fault.words().engineer()).endsWith(".").hasSizeLessThan(160);
        assertThat(fault.detection().clause()).isNotBlank();
    }

    private static Uptime at(long millis) {
        return new Uptime(millis * 1_000_000);
    }
}
