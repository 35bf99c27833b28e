package stanchion.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {
    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aQuantityIsAlwaysANumber(double value) {
        assertThatThrownBy(() -> new Amps(value)).hasMessageContaining("Amps must be finite");
        assertThatThrownBy(() -> new Volts(value)).hasMessageContaining("Volts must be finite");
        assertThatThrownBy(() -> new DutyCycle(value)).hasMessageContaining("must be finite");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.001, 100.001})
    void aDutyCycleIsAShareOfThePeriod(double percent) {
        assertThatThrownBy(() -> new DutyCycle(percent)).hasMessageContaining("0…100 %");
    }

    @Test
    void aQuantityPrintsItsUnitAndNoIdleZeros() {
        assertThat(new Amps(16)).hasToString("16 A");
        assertThat(new Amps(16.5)).hasToString("16.5 A");
        assertThat(new WattHours(100)).hasToString("100 Wh");
        assertThat(new DutyCycle(26.6667)).hasToString("26.667 %");
    }

    @Test
    void quantitiesCompareByValue() {
        assertThat(new Amps(6)).isLessThan(new Amps(16));
        assertThat(new Uptime(2)).isGreaterThan(new Uptime(1));
    }

    @Test
    void aSpanIsPastFromItsLastNanosecondOn() {
        Uptime start = new Uptime(5_000_000_000L);
        Duration span = Duration.ofMillis(100);

        assertThat(start.plus(span).isPast(span, start)).isTrue();
        assertThat(new Uptime(start.plus(span).nanos() - 1).isPast(span, start)).isFalse();
        assertThat(start.plus(span).since(start)).isEqualTo(span);
    }
}
