package stanchion.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stanchion.hal.AnalogFrontEnd;
import stanchion.hal.AnalogFrontEnd.AdcScale;
import stanchion.hal.AnalogFrontEnd.PhaseChannels;
import stanchion.hal.AnalogFrontEnd.ProximityCircuit;
import stanchion.hal.MainsBlock;
import stanchion.session.Converters;
import stanchion.units.Hertz;
import stanchion.units.Ohms;
import stanchion.units.Volts;

/// Bare codes that no working converter makes.
final class ConverterWatchTest {
    private static final int FRAMES = 50;
    private ConverterWatch watch = watch(32_767);
    private long frame;

    @ParameterizedTest
    @CsvSource({"50,0", "50,10", "60,32", "47,5", "53,40"})
    void workingConvertersAreBelievedAtAnyMains(double hertz, double amps) {
        for (int i = 0; i < 100; i++) {
            assertThat(watch.observe(block(hertz, amps, 0))).isEqualTo(Converters.GOOD);
        }
    }

    @Test
    void currentBeyondTheRangeIsClippedAsLongAsItLasts() {
        seconds(0.2, 10, 0);
        assertThat(seconds(0.2, 100, 0)).isEqualTo(Converters.CLIPPED);
        assertThat(seconds(0.2, -100, 0)).isEqualTo(Converters.CLIPPED);
        assertThat(seconds(0.2, 10, 0)).isEqualTo(Converters.GOOD);
    }

    @ParameterizedTest
    @CsvSource({"32766,GOOD", "32767,CLIPPED", "-32767,GOOD", "-32768,CLIPPED"})
    void oneCodeAtAnEndClipsTheTenthItLiesInWhereverItLies(int code, Converters verdict) {
        for (int at : new int[] {0, 250, 499}) {
            int[] codes = new int[2 * 500];
            for (int i = 0; i < codes.length; i++) {
                codes[i] = i / 2 % 2;
            }
            codes[2 * at + 1] = code;
            assertThat(watch.observe(new MainsBlock(0, 2, codes))).isEqualTo(verdict);
            assertThat(seconds(0.1, 10, 0)).isEqualTo(Converters.GOOD);
        }
    }

    @Test
    void theMeanIsHeldAgainstTheZeroOfTheConverterNotAgainstNought() {
        watch = watch(new AdcScale(0.004, 5000, -32_768, 32_767));
        assertThat(seconds(0.2, 10, 5000)).isEqualTo(Converters.GOOD);
        assertThat(seconds(0.2, 10, 0)).isEqualTo(Converters.FAILED);
    }

    @ParameterizedTest
    @CsvSource({"1000,GOOD", "-2600,GOOD", "2630,FAILED", "-2630,FAILED", "20000,FAILED"})
    void openInputThatDriftsOffIsFailed(int offset, Converters verdict) {
        assertThat(seconds(0.2, 0, offset)).isEqualTo(verdict);
    }

    @Test
    void openInputThatDriftsToTheEndIsFailedNotMerelyClipped() {
        assertThat(seconds(0.2, 100, 20_000)).isEqualTo(Converters.FAILED);
    }

    @Test
    void fineConverterThatShowsOneCodeIsStuckACoarseOneMayDoSo() {
        int[] codes = new int[FRAMES * 2];
        for (int i = 0; i < FRAMES; i++) {
            codes[2 * i] = i % 2;
        }
        assertThat(tenth(codes)).isEqualTo(Converters.FAILED);
        watch = watch(32_766);
        assertThat(tenth(codes)).isEqualTo(Converters.GOOD);
    }

    @Test
    void verdictIsOfAWholeTenthOfASecond() {
        int[] stuck = new int[FRAMES * 2];
        for (int i = 0; i < 9; i++) {
            assertThat(watch.observe(new MainsBlock(0, 2, stuck))).isEqualTo(Converters.GOOD);
        }
        assertThat(watch.observe(new MainsBlock(0, 2, stuck))).isEqualTo(Converters.FAILED);
    }

    private Converters tenth(int[] codes) {
        Converters last = Converters.GOOD;
        for (int i = 0; i < 10; i++) {
            last = watch.observe(new MainsBlock(0, 2, codes));
        }
        return last;
    }

    private Converters seconds(double seconds, double amps, int offset) {
        Converters last = Converters.GOOD;
        for (int i = 0; i < seconds * 100; i++) {
            last = watch.observe(block(50, amps, offset));
        }
        return last;
    }

    private MainsBlock block(double hertz, double amps, int offset) {
        int[] codes = new int[FRAMES * 2];
        for (int i = 0; i < FRAMES; i++) {
            double sine = Math.sqrt(2) * Math.sin(2 * Math.PI * hertz * frame / 5000);
            codes[2 * i] = (int) (230 * sine / 0.02) + i % 2;
            double exact = amps * sine / 0.004 + offset + i % 2;
            codes[2 * i + 1] = (int) Math.clamp(exact, -32_768, 32_767);
            frame++;
        }
        return new MainsBlock(0, 2, codes);
    }

    private static ConverterWatch watch(int highest) {
        return watch(new AdcScale(0.004, 0, -32_768, highest));
    }

    private static ConverterWatch watch(AdcScale amps) {
        AdcScale volts = new AdcScale(0.02, 0, -32_768, amps.highestCode());
        return new ConverterWatch(
                new AnalogFrontEnd(
                        volts,
                        new Hertz(20_000),
                        new ProximityCircuit(volts, new Volts(5), new Ohms(1000)),
                        new Hertz(5000),
                        List.of(new PhaseChannels(volts, amps, Duration.ZERO))));
    }
}
