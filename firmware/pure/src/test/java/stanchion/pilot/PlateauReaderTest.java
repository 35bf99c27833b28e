package stanchion.pilot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stanchion.hal.Absence;
import stanchion.hal.AnalogFrontEnd.AdcScale;
import stanchion.hal.Commands.PilotOutput;
import stanchion.hal.PilotCapture;
import stanchion.units.DutyCycle;
import stanchion.units.Volts;

/// Plateaus from codes that are taken out of step with the PWM, with edges, noise and disturbances.
final class PlateauReaderTest {
    private static final AdcScale SCALE = new AdcScale(0.0005, 0, -32768, 32767);
    private static final PilotOutput HIGH = new PilotOutput.SteadyHigh();

    private final PlateauReader reader = new PlateauReader();

    @ParameterizedTest
    @ValueSource(doubles = {5, 8, 10, 26.67, 50, 53.33, 85, 90, 96})
    void bothPlateausAreFoundAtEveryDutyWhateverThePhase(double percent) {
        PilotOutput output = pwm(percent);
        double tolerance = percent < 8 || percent > 95 ? 0.4 : 0.12;
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            double high = 2 + 10 * random.nextDouble();
            double low = -11.4 - 1.2 * random.nextDouble();
            short[] codes = codes(percent, high, low, random);
            PilotLevels.Swinging levels =
                    (PilotLevels.Swinging) reader.read(new PilotCapture(codes), SCALE, output);
            assertThat(levels.high().value())
                    .as("seed %d", seed)
                    .isCloseTo(high, within(tolerance));
            assertThat(levels.low().value()).as("seed %d", seed).isCloseTo(low, within(tolerance));
        }
    }

    @ParameterizedTest
    @CsvSource({"12", "9.1", "6", "0", "-12"})
    void steadyLevelIsOnePlateauWhateverWasCommanded(double volts) {
        short[] codes = steady(volts, 200);
        for (PilotOutput output : new PilotOutput[] {HIGH, pwm(50)}) {
            PilotLevels.Steady levels =
                    (PilotLevels.Steady) reader.read(new PilotCapture(codes), SCALE, output);
            assertThat(levels.level().value()).isCloseTo(volts, within(0.001));
        }
    }

    @Test
    void disturbancesOnASteadyPilotAreDropped() {
        short[] codes = steady(9, 200);
        Arrays.fill(codes, 10, 29, (short) (-12 / 0.0005));
        assertThat(reader.read(new PilotCapture(codes), SCALE, HIGH))
                .isInstanceOfSatisfying(
                        PilotLevels.Steady.class,
                        steady -> assertThat(steady.level().value()).isEqualTo(9));
        codes = steady(-12, 200);
        Arrays.fill(codes, 10, 29, (short) (9 / 0.0005));
        assertThat(reader.read(new PilotCapture(codes), SCALE, HIGH))
                .isInstanceOfSatisfying(
                        PilotLevels.Steady.class,
                        steady -> assertThat(steady.level().value()).isEqualTo(-12));
    }

    @Test
    void generatorThatSwingsUncommandedIsSeenSwinging() {
        short[] codes = steady(9, 200);
        Arrays.fill(codes, 0, 20, (short) (-12 / 0.0005));
        assertThat(reader.read(new PilotCapture(codes), SCALE, HIGH))
                .isInstanceOf(PilotLevels.Swinging.class);
    }

    @Test
    void twoCodesMakeAPlateauWhilePwmRunsAndOneDoesNot() {
        short[] codes = steady(9, 100);
        codes[40] = (short) (-12 / 0.0005);
        assertThat(reader.read(new PilotCapture(codes), SCALE, pwm(96)))
                .isInstanceOf(PilotLevels.Steady.class);
        codes[60] = (short) (-12 / 0.0005);
        codes[80] = (short) (-12 / 0.0005);
        assertThat(reader.read(new PilotCapture(codes), SCALE, pwm(96)))
                .isInstanceOf(PilotLevels.Swinging.class);
    }

    @Test
    void twoCodesMakeAHighPlateauTooAndOneDoesNot() {
        short[] codes = steady(-12, 100);
        codes[40] = (short) (9 / 0.0005);
        assertThat(reader.read(new PilotCapture(codes), SCALE, pwm(5)))
                .isEqualTo(new PilotLevels.Steady(new Volts(-12)));
        codes[60] = (short) (9 / 0.0005);
        assertThat(reader.read(new PilotCapture(codes), SCALE, pwm(5)))
                .isEqualTo(new PilotLevels.Swinging(new Volts(9), new Volts(-12)));
    }

    /// 15 % farther out are disturbances, what lies beyond 35 % may be edges.
    @ParameterizedTest
    @ValueSource(ints = {50, 100, 133})
    void plateauIsReadFromTheMiddleOfItsOuterHalf(int perPlateau) {
        short[] codes = new short[2 * perPlateau];
        for (int i = 0; i < perPlateau; i++) {
            codes[2 * i] = (short) (18_000 - i * i / 10);
            codes[2 * i + 1] = (short) (-24_000 + i * i / 10);
        }
        double inward = 0;
        int from = perPlateau * 15 / 100;
        int to = perPlateau * 35 / 100;
        for (int i = from; i < to; i++) {
            int codesInward = i * i / 10;
            inward += codesInward / (double) (to - from);
        }
        PilotLevels.Swinging levels =
                (PilotLevels.Swinging) reader.read(new PilotCapture(codes), SCALE, pwm(50));
        assertThat(levels.high().value()).isCloseTo((18_000 - inward) * 0.0005, within(1e-9));
        assertThat(levels.low().value()).isCloseTo((-24_000 + inward) * 0.0005, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void plateauOfTwoOrThreeCodesIsReadFromItsOutermost(int few) {
        for (int sign : new int[] {1, -1}) {
            short[] codes = steady(-sign * 12, 100);
            for (int i = 0; i < few; i++) {
                codes[30 * i] = (short) (sign * (18_000 - 1000 * i));
            }
            PilotLevels.Swinging levels =
                    (PilotLevels.Swinging) reader.read(new PilotCapture(codes), SCALE, pwm(5));
            Volts read = sign > 0 ? levels.high() : levels.low();
            assertThat(read.value()).isEqualTo(sign * 9.0);
        }
    }

    @ParameterizedTest
    @CsvSource({"0,50,150", "19,64,155"})
    void steadyLevelIsTheMeanOfTheMiddleHalfOfWhatIsNotDisturbed(int disturbed, int from, int to) {
        short[] codes = new short[200];
        double middle = 0;
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (short) (i < disturbed ? -24_000 : 18_000 + i * i / 10);
            middle += i >= from && i < to ? (double) codes[i] / (to - from) : 0;
        }
        PilotLevels.Steady levels =
                (PilotLevels.Steady) reader.read(new PilotCapture(codes), SCALE, HIGH);
        assertThat(levels.level().value()).isCloseTo(middle * 0.0005, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"0,true", "39,true", "40,false", "600,false"})
    void tooFewCodesAreMissingForAReason(int count, boolean missing) {
        PilotLevels levels = reader.read(new PilotCapture(steady(9, count)), SCALE, HIGH);
        assertThat(levels.equals(new PilotLevels.Missing(Absence.SILENT))).isEqualTo(missing);
    }

    @Test
    void converterAtItsEndIsImplausible() {
        for (short end : new short[] {-32768, 32767}) {
            short[] codes = steady(9, 200);
            Arrays.fill(codes, 0, 50, end);
            assertThat(reader.read(new PilotCapture(codes), SCALE, pwm(25)))
                    .isNotInstanceOf(PilotLevels.Missing.class);
            codes[50] = end;
            assertThat(reader.read(new PilotCapture(codes), SCALE, pwm(25)))
                    .isEqualTo(new PilotLevels.Missing(Absence.IMPLAUSIBLE));
        }
    }

    @Test
    void converterMayCountDownwardsAndHaveItsZeroAnywhere() {
        AdcScale scale = new AdcScale(-0.01, 2048, 0, 4095);
        short[] codes = new short[200];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (short) Math.round(2048 - (i % 20 < 5 ? 9 : -12) / 0.01);
        }
        PilotLevels.Swinging levels =
                (PilotLevels.Swinging) reader.read(new PilotCapture(codes), scale, pwm(25));
        assertThat(levels.high().value()).isCloseTo(9, within(0.01));
        assertThat(levels.low().value()).isCloseTo(-12, within(0.01));
    }

    private static PilotOutput pwm(double percent) {
        return new PilotOutput.Pwm(new DutyCycle(percent));
    }

    private static short[] steady(double volts, int count) {
        short[] codes = new short[count];
        Arrays.fill(codes, (short) Math.round(volts / 0.0005));
        return codes;
    }

    /// 10 ms at 20 kS/s of a generator of 980…1020 Hz whose edges take 10 µs, with 20 mV of noise.
    /// In step with the sampler (1000 Hz) a plateau of 50 µs may show nothing but an edge.
    private static short[] codes(double percent, double high, double low, Random random) {
        double detune = 10 + 10 * random.nextDouble();
        double period = 1e6 / (1000 + (random.nextBoolean() ? detune : -detune));
        double offset = period * random.nextDouble();
        short[] codes = new short[200];
        for (int i = 0; i < codes.length; i++) {
            double micros = (i * 50 + offset) % period;
            double highMicros = period * percent / 100;
            double share =
                    micros < highMicros
                            ? Math.min(1, micros / 10)
                            : Math.max(0, 1 - (micros - highMicros) / 10);
            double volts = low + (high - low) * share + 0.02 * random.nextGaussian();
            codes[i] = (short) Math.round(volts / 0.0005);
        }
        return codes;
    }
}
