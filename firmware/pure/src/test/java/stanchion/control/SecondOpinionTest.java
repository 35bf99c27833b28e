package stanchion.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stanchion.hal.MeterReading;
import stanchion.hal.MeterReading.Cause;
import stanchion.safety.Fault;
import stanchion.units.Amps;
import stanchion.units.Uptime;
import stanchion.units.Volts;
import stanchion.units.WattHours;
import stanchion.units.Watts;

/// The charger's transformers and a meter on a serial line, asked once a second.
final class SecondOpinionTest {
    private final SecondOpinion opinion = new SecondOpinion();
    private int seconds;

    /// Seconds until the sign, at most two minutes; −1 without one.
    private int until(Fault sign, double ours, MeterReading theirs) {
        for (int gone = 0; gone <= 120; gone++) {
            if (hear(Optional.of(new Watts(ours)), theirs).filter(sign::equals).isPresent()) {
                return gone;
            }
        }
        return -1;
    }

    private Optional<Fault> hear(Optional<Watts> ours, MeterReading theirs) {
        seconds++;
        return opinion.hear(new Uptime(seconds * 1_000_000_000L), ours, theirs);
    }

    private static MeterReading shows(double watts) {
        return new MeterReading.Measured(
                new Uptime(0),
                List.of(new MeterReading.Phase(new Volts(230), new Amps(16), new Watts(watts))),
                new Watts(watts),
                new WattHours(0),
                new WattHours(0));
    }

    private static MeterReading silent(Cause why) {
        return new MeterReading.Missing(new Uptime(0), why);
    }

    /// By hand: 200 W and a tenth of the greater one.
    @ParameterizedTest
    @CsvSource({
        "3680, 4311, -1",
        "3680, 4312, 30",
        "4311, 3680, -1",
        "4312, 3680, 30",
        "0, 222, -1",
        "0, 223, 30",
        "7000, 0, 30",
        "-7000, 7000, 30",
        "22000, 24000, -1",
        "1000, 700, -1"
    })
    void twoThatAreFurtherApartThanBothMayErrAreTheft(double ours, double theirs, int after) {
        assertThat(until(Fault.METERS_DISAGREE, ours, shows(theirs))).isEqualTo(after);
    }

    @Test
    void oneSecondInWhichTheyAgreeBeginsAnew() {
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < 30; i++) {
                assertThat(hear(Optional.of(new Watts(0)), shows(5000))).isEmpty();
            }
            assertThat(hear(Optional.of(new Watts(5000)), shows(5000))).isEmpty();
        }
    }

    @Test
    void withoutAnOwnValueNothingIsCompared() {
        for (int i = 0; i < 100; i++) {
            assertThat(hear(Optional.empty(), shows(5000))).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"UNPLUGGED", "BUS_SILENT", "BUS_BUSY", "CRC", "FOREIGN", "EXCEPTION", "STALE"})
    void aMeterThatSpokeAndSaysNothingAnyMoreIsMissed(Cause why) {
        hear(Optional.of(new Watts(0)), shows(0));
        assertThat(until(Fault.METER_REMOVED, 0, silent(why))).isEqualTo(60);
    }

    @Test
    void aMeterThatNeverSpokeIsNotMissed() {
        assertThat(until(Fault.METER_REMOVED, 0, silent(Cause.BUS_SILENT))).isEqualTo(-1);
    }

    @Test
    void anAdapterThatComesBackWithinAMinuteIsForgiven() {
        hear(Optional.of(new Watts(0)), shows(0));
        for (int i = 0; i < 60; i++) {
            assertThat(hear(Optional.of(new Watts(0)), silent(Cause.UNPLUGGED))).isEmpty();
        }
        assertThat(hear(Optional.of(new Watts(0)), shows(0))).isEmpty();
        assertThat(hear(Optional.of(new Watts(0)), silent(Cause.UNPLUGGED))).isEmpty();
    }

    @Test
    void whatIsStillSoIsToldAgain() {
        assertThat(until(Fault.METERS_DISAGREE, 0, shows(5000))).isEqualTo(30);
        assertThat(until(Fault.METERS_DISAGREE, 0, shows(5000))).isEqualTo(30);
    }
}
