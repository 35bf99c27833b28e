package stanchion.pilot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stanchion.hal.AnalogFrontEnd.AdcScale;
import stanchion.hal.Commands.PilotOutput;
import stanchion.hal.PilotCapture;
import stanchion.pilot.DutyWatch.Duty;
import stanchion.units.DutyCycle;
import stanchion.units.Volts;

/// The duty on the wire, counted from samples that are out of step with it.
final class DutyWatchTest {
    private static final AdcScale SCALE = new AdcScale(0.001, 0, -32768, 32767);
    private static final PilotLevels SWINGING =
            new PilotLevels.Swinging(new Volts(6), new Volts(-12));
    private final DutyWatch watch = new DutyWatch();
    private long cycle;

    @ParameterizedTest
    @CsvSource({"10,10", "16.67,16.67", "53.33,53.33", "96,96", "26.67,28.5", "26.67,25", "5,6.9"})
    void dutyWithinTwoPointsOfTheCommandedOneIsThatOne(double commanded, double wire) {
        for (int i = 0; i < 200; i++) {
            assertThat(observe(commanded, wire)).isEqualTo(Duty.AS_COMMANDED);
        }
    }

    @ParameterizedTest
    @CsvSource({"10,12.2", "26.67,53.33", "53.33,26.67", "96,90", "26.67,24.4"})
    void anotherDutyIsFoundInAQuarterOfASecond(double commanded, double wire) {
        for (int i = 0; i < 24; i++) {
            assertThat(observe(commanded, wire)).isEqualTo(Duty.AS_COMMANDED);
        }
        assertThat(observe(commanded, wire)).isEqualTo(Duty.OTHER);
        for (int i = 0; i < 40; i++) {
            assertThat(observe(commanded, wire)).isEqualTo(Duty.OTHER);
        }
    }

    @Test
    void dutyThatComesBackIsForgiven() {
        for (int i = 0; i < 25; i++) {
            observe(26.67, 53.33);
        }
        for (int i = 0; i < 20; i++) {
            assertThat(observe(26.67, 26.67)).isEqualTo(i < 19 ? Duty.OTHER : Duty.AS_COMMANDED);
        }
    }

    @Test
    void changedOfferIsGivenTimeToSettle() {
        for (int i = 0; i < 100; i++) {
            observe(26.67, 26.67);
        }
        for (int i = 0; i < 5; i++) {
            assertThat(observe(53.33, 26.67)).isEqualTo(Duty.AS_COMMANDED);
        }
        for (int i = 0; i < 100; i++) {
            assertThat(observe(53.33, 53.33)).isEqualTo(Duty.AS_COMMANDED);
        }
    }

    @ParameterizedTest
    @CsvSource({"26,28,AS_COMMANDED", "26,24,AS_COMMANDED", "26,29,OTHER", "26,23,OTHER"})
    void twoPointsAreNear(double commanded, int high, Duty duty) {
        Duty last = Duty.AS_COMMANDED;
        for (int i = 0; i < 25; i++) {
            last = watch.observe(exactly(high), SCALE, SWINGING, pwm(commanded));
        }
        assertThat(last).isEqualTo(duty);
    }

    @Test
    void whatSettlesIsNotCounted() {
        for (int i = 0; i < 5; i++) {
            watch.observe(exactly(90), SCALE, SWINGING, pwm(26));
        }
        for (int i = 0; i < 20; i++) {
            assertThat(watch.observe(exactly(26), SCALE, SWINGING, pwm(26)))
                    .isEqualTo(Duty.AS_COMMANDED);
        }
    }

    @Test
    void anOfferThatIsMadeAnewIsGivenTimeToSettleAnew() {
        for (int i = 0; i < 24; i++) {
            observe(26.67, 53.33);
        }
        watch.observe(capture(53.33), SCALE, SWINGING, new PilotOutput.SteadyHigh());
        for (int i = 0; i < 24; i++) {
            assertThat(observe(26.67, 53.33)).isEqualTo(Duty.AS_COMMANDED);
        }
        assertThat(observe(26.67, 53.33)).isEqualTo(Duty.OTHER);
    }

    @Test
    void withoutPlateausOrWithoutAnOfferThereIsNoDutyToBeWrong() {
        for (int i = 0; i < 25; i++) {
            observe(26.67, 53.33);
        }
        PilotLevels steady = new PilotLevels.Steady(new Volts(6));
        assertThat(watch.observe(capture(53.33), SCALE, steady, pwm(26.67)))
                .isEqualTo(Duty.AS_COMMANDED);
        assertThat(watch.observe(capture(53), SCALE, SWINGING, new PilotOutput.SteadyHigh()))
                .isEqualTo(Duty.AS_COMMANDED);
    }

    private Duty observe(double commanded, double wire) {
        return watch.observe(capture(wire), SCALE, SWINGING, pwm(commanded));
    }

    private static PilotOutput pwm(double percent) {
        return new PilotOutput.Pwm(new DutyCycle(percent));
    }

    /// A hundred codes.
    private static PilotCapture exactly(int high) {
        short[] codes = new short[100];
        Arrays.fill(codes, (short) -12_000);
        Arrays.fill(codes, 0, high, (short) 6000);
        return new PilotCapture(codes);
    }

    /// 10 ms at 20 kHz of a pilot that is 1 % too fast.
    private PilotCapture capture(double percent) {
        short[] codes = new short[200];
        for (int i = 0; i < codes.length; i++) {
            double phase = (cycle * 200 + i) * 0.0505 % 1;
            codes[i] = (short) (phase < percent / 100 ? 6000 : -12_000);
        }
        cycle++;
        return new PilotCapture(codes);
    }
}
