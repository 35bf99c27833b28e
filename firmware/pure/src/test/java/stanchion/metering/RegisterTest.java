package stanchion.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class RegisterTest {
    private final Register register = new Register();

    private void count(double wattHours, double imported, double exported) {
        MeterWindow.Energy gained = register.count(wattHours);
        assertThat(gained.imported().value()).isCloseTo(imported, within(1e-12));
        assertThat(gained.exported().value()).isCloseTo(exported, within(1e-12));
    }

    @Test
    void importCountsAtOnce() {
        count(0.2, 0.2, 0);
        count(0.3, 0.3, 0);
    }

    @Test
    void aLittleTowardsTheMainsIsPaidBackByTheNextImport() {
        count(-0.004, 0, 0);
        count(-0.003, 0, 0);
        count(0.005, 0, 0);
        count(0.005, 0.003, 0);
        count(0.1, 0.1, 0);
    }

    @Test
    void whatExceedsTheDebtIsExported() {
        count(-0.2, 0, 0.19);
        count(-0.3, 0, 0.3);
        count(0.5, 0.49, 0);
        count(0.1, 0.1, 0);
    }

    @Test
    void elevenDaysOfNoiseAroundZeroCountNextToNothing() {
        Random random = new Random(1);
        double imported = 0;
        for (int window = 0; window < 5_000_000; window++) {
            imported += register.count(6e-6 * random.nextGaussian()).imported().value();
        }
        assertThat(imported).isPositive().isLessThan(0.05);
    }
}
