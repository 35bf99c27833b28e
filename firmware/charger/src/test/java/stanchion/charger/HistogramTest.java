package stanchion.charger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HistogramTest {
    private final Histogram histogram = new Histogram();

    private String seen(long... micros) {
        for (long each : micros) {
            histogram.count(each * 1_000);
        }
        return histogram.text();
    }

    @Test
    void shortTimesAreCountedByTheMicrosecond() {
        assertThat(seen(0, 7, 7, 31)).isEqualTo("0:1 7:2 31:1");
    }

    @Test
    void nothingCountedIsNothingSaid() {
        assertThat(histogram.text()).isEmpty();
    }

    @Test
    void timesBeforeTheReleaseCountAsNone() {
        histogram.count(-5);
        assertThat(histogram.text()).isEqualTo("0:1");
    }

    @Test
    void longestBinTakesWhateverIsLonger() {
        long last = (1L << 25) - 1;
        assertThat(seen(last, last + 1, Long.MAX_VALUE / 1_000)).isEqualTo(last + ":3");
    }

    @Test
    void binsUpperEdgeIsNeverBelowAndLittleAboveWhatWasCounted() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            long micros = random.nextLong(1L << random.nextInt(1, 25));
            Histogram one = new Histogram();
            one.count(micros * 1_000 + 999);
            String text = one.text();
            long said = Long.parseLong(text.substring(0, text.indexOf(':')));
            assertThat(said).isBetween(micros, micros + micros / 31);
        }
    }
}
