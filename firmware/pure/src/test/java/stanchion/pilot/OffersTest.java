package stanchion.pilot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stanchion.units.Amps;
import stanchion.units.DutyCycle;

/// The golden tables of IEC 61851-1 annex A, both ways.
final class OffersTest {
    @ParameterizedTest
    @CsvSource({
        "6,10",
        "10,16.6667",
        "13,21.6667",
        "16,26.6667",
        "20,33.3333",
        "24,40",
        "32,53.3333",
        "40,66.6667",
        "48,80",
        "51,85",
        "51.5,85",
        "52.4,85",
        "52.5,85",
        "52.6,85.04",
        "60,88",
        "63,89.2",
        "64,89.6",
        "70,92",
        "80,96",
        "100,96"
    })
    void limitIsAdvertisedByItsDuty(double amps, double percent) {
        assertThat(percentFor(amps, 0.0001)).isCloseTo(percent, within(0.0001));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 5.999, -1})
    void belowSixAmperesThereIsNoOffer(double amps) {
        assertThat(Offers.duty(new Amps(amps), Offers.GENERATOR_STEP)).isEmpty();
        assertThat(Offers.within(new Amps(amps))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"6,6", "51,51", "51.01,51", "52.49,51", "52.5,52.5", "80,80", "81,80"})
    void offerIsTheLargestThatIsNotAboveTheLimit(double limit, double offer) {
        assertThat(Offers.within(new Amps(limit))).contains(new Amps(offer));
    }

    @ParameterizedTest
    @CsvSource({"6,1,10", "30,0.5,50", "48,1,80", "51,5,85", "55,1,86", "80,1,96"})
    void dutyThatFallsOnAStepIsNotLoweredByRounding(double amps, double step, double percent) {
        assertThat(percentFor(amps, step)).isCloseTo(percent, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({
        "0,Invalid",
        "2.99,Invalid",
        "3,Digital",
        "5,Digital",
        "7,Digital",
        "7.01,Invalid",
        "7.99,Invalid",
        "97.01,NoCharge",
        "100,NoCharge"
    })
    void dutyWithoutACurrentHasItsOwnMeaning(double percent, String meaning) {
        assertThat(Advertised.by(new DutyCycle(percent)).getClass().getSimpleName())
                .isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource({
        "8,6.0",
        "9.99,6.0",
        "10,6.0",
        "10.01,6.006",
        "16,9.6",
        "53,31.8",
        "85,51.0",
        "85.01,52.525",
        "86,55.0",
        "90,65.0",
        "96,80",
        "96.5,80",
        "97,80"
    })
    void vehicleReadsItsCurrentFromTheDuty(double percent, double amps) {
        assertThat(read(percent)).isCloseTo(amps, within(1e-9));
    }

    @Test
    void whateverTheLimitAndTheGeneratorsStepTheVehicleNeverReadsMore() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            double limit = 6 + 75 * random.nextDouble();
            double step = Math.pow(10, -4 + 3 * random.nextDouble());
            double percent = percentFor(limit, step);
            assertThat(percent / step).isCloseTo(Math.rint(percent / step), within(1e-6));
            if (percent >= 8) {
                assertThat(read(percent)).isLessThanOrEqualTo(Math.max(6, limit) + 1e-4);
            }
        }
    }

    @Test
    void roundTripLosesLessThanAStep() {
        for (double amps = 6; amps <= 80; amps += 0.25) {
            double read = read(percentFor(amps, 0.0001));
            boolean knee = amps > 51 && amps <= 52.5;
            assertThat(read).isCloseTo(knee ? 51 : amps, within(0.0003));
        }
    }

    private static double percentFor(double amps, double step) {
        return Offers.duty(new Amps(amps), new DutyCycle(step)).orElseThrow().percent();
    }

    private static double read(double percent) {
        Advertised.Current current = (Advertised.Current) Advertised.by(new DutyCycle(percent));
        return current.limit().value();
    }
}
