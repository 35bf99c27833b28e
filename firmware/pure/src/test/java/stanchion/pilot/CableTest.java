package stanchion.pilot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stanchion.hal.AnalogFrontEnd.AdcScale;
import stanchion.hal.AnalogFrontEnd.ProximityCircuit;
import stanchion.units.Amps;
import stanchion.units.Ohms;
import stanchion.units.Uptime;
import stanchion.units.Volts;

/// Cable ratings by the proximity resistor.
final class CableTest {
    private static final ProximityCircuit CIRCUIT =
            new ProximityCircuit(new AdcScale(0.00125, 0, -1, 4095), new Volts(5), new Ohms(1000));

    @ParameterizedTest
    @CsvSource({
        "60,63", "80,63", "100,63", "140,63", "141,32", "164,32", "220,32", "308,32", "309,20",
        "400,20", "680,20", "936,20", "937,13", "1100,13", "1500,13", "2460,13", "4500,13"
    })
    void resistanceHasItsRatingAndAGapTheLowerOne(double ohms, double amps) {
        assertThat(Cable.of(new Ohms(ohms))).isEqualTo(new Cable.Rated(new Amps(amps)));
    }

    @Test
    void shortedAndOpenContactsAreNeverSixtyThreeAmperes() {
        assertThat(Cable.of(new Ohms(59.9))).isEqualTo(new Cable.Shorted());
        assertThat(Cable.of(Ohms.ZERO)).isEqualTo(new Cable.Shorted());
        assertThat(Cable.of(new Ohms(4501))).isEqualTo(new Cable.Absent());
    }

    @ParameterizedTest
    @CsvSource({"721,32", "364,63", "1619,20", "2400,13"})
    void codeOfTheDividerHasItsRating(int code, double amps) {
        assertThat(Cable.of(code, CIRCUIT)).isEqualTo(new Cable.Rated(new Amps(amps)));
    }

    @Test
    void codeAtThePullUpOrAboveIsNoCable() {
        assertThat(Cable.of(4000, CIRCUIT)).isEqualTo(new Cable.Absent());
        assertThat(Cable.of(4050, CIRCUIT)).isEqualTo(new Cable.Absent());
        assertThat(Cable.of(0, CIRCUIT)).isEqualTo(new Cable.Shorted());
    }

    @Test
    void bouncingContactIsBelievedWhenItHasBeenStillForAHundredMilliseconds() {
        CableWatch watch = new CableWatch();
        Cable plugged = new Cable.Rated(new Amps(32));
        for (int millis = 0; millis < 300; millis += 10) {
            Cable seen = millis % 40 >= 20 ? plugged : new Cable.Absent();
            assertThat(watch.observe(at(millis), seen)).isEqualTo(new Cable.Absent());
        }
        for (int millis = 300; millis < 400; millis += 10) {
            assertThat(watch.observe(at(millis), plugged)).isEqualTo(new Cable.Absent());
        }
        assertThat(watch.observe(at(400), plugged)).isEqualTo(plugged);
        assertThat(CableWatch.HOLD).isLessThan(Duration.ofMillis(200));
    }

    private static Uptime at(int millis) {
        return new Uptime(millis * 1_000_000L);
    }
}
