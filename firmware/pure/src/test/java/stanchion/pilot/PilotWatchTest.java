package stanchion.pilot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stanchion.hal.Absence;
import stanchion.hal.Commands.PilotOutput;
import stanchion.pilot.PilotView.Health;
import stanchion.units.DutyCycle;
import stanchion.units.Uptime;
import stanchion.units.Volts;

/// How long the pilot must say something before it is believed.
final class PilotWatchTest {
    private static final PilotOutput HIGH = new PilotOutput.SteadyHigh();
    private static final PilotOutput LOW = new PilotOutput.SteadyLow();
    private static final PilotOutput PWM = new PilotOutput.Pwm(new DutyCycle(50));
    private static final PilotLevels SILENCE = new PilotLevels.Missing(Absence.SILENT);

    private final PilotWatch watch = new PilotWatch();
    private long millis;
    private PilotView view = show(HIGH, steady(12));

    @ParameterizedTest
    @CsvSource({
        "12,9,B,200",
        "12,6,C,500",
        "12,3,D,500",
        "12,0,E,20",
        "9,12,A,30",
        "9,6,C,500",
        "9,3,D,500",
        "9,0,E,20",
        "6,9,B,20",
        "6,12,A,20",
        "6,0,E,20",
        "6,3,D,200",
        "3,6,C,200",
        "3,9,B,20",
        "3,12,A,20",
        "0,12,A,100",
        "0,9,B,100",
        "0,6,C,500"
    })
    void newStateIsBelievedAfterItsHoldTime(
            double from, double to, PilotState state, int expectedMillis) {
        run(1000, HIGH, steady(from));
        int taken = 0;
        show(HIGH, steady(to));
        while (view.state() != state) {
            taken += 10;
            assertThat(taken).isLessThanOrEqualTo(expectedMillis);
            show(HIGH, steady(to));
        }
        assertThat(taken).isEqualTo(expectedMillis);
        assertThat(view.raw()).contains(state);
    }

    @Test
    void glitchesToCAreNeverBelieved() {
        run(1000, HIGH, steady(9));
        for (int i = 0; i < 20; i++) {
            run(490, HIGH, steady(6));
            assertThat(view.state()).isEqualTo(PilotState.B);
            show(HIGH, steady(9));
        }
    }

    @Test
    void cIsLeftWithinThreeCyclesWhateverTheLevelsSayInstead() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            run(1000, HIGH, steady(6));
            double[] others = {9, 12, 0, 9.3};
            for (int cycle = 0; cycle < 3; cycle++) {
                show(HIGH, steady(others[random.nextInt(others.length)]));
            }
            assertThat(view.isReady()).isFalse();
        }
    }

    @Test
    void twoCyclesOfDisturbanceDoNotLeaveC() {
        run(1000, HIGH, steady(6));
        run(20, HIGH, steady(9));
        assertThat(view.state()).isEqualTo(PilotState.C);
        run(10, HIGH, steady(6));
        run(20, HIGH, steady(9));
        assertThat(view.state()).isEqualTo(PilotState.C);
    }

    @Test
    void disturbanceOfEverySecondCycleDoesNotLeaveC() {
        run(1000, HIGH, steady(6));
        for (int i = 0; i < 50; i++) {
            run(10, HIGH, steady(9));
            run(10, HIGH, steady(6));
            assertThat(view.state()).isEqualTo(PilotState.C);
            assertThat(view.health()).isEqualTo(Health.GOOD);
        }
    }

    @Test
    void stateSeenBeforeAMissingCycleHasToBeSeenAnew() {
        run(1000, HIGH, steady(12));
        run(150, HIGH, steady(9));
        run(10, HIGH, SILENCE);
        run(200, HIGH, steady(9));
        assertThat(view.state()).isEqualTo(PilotState.A);
        run(10, HIGH, steady(9));
        assertThat(view.state()).isEqualTo(PilotState.B);
    }

    @Test
    void hysteresisIsThatOfTheStateReadLastOrBelievedAfterAMissingCycle() {
        run(1000, HIGH, steady(12));
        run(10, HIGH, steady(9));
        assertThat(show(HIGH, steady(11.1)).raw()).contains(PilotState.B);
        run(1000, HIGH, steady(9));
        run(10, HIGH, SILENCE);
        assertThat(show(HIGH, steady(11.1)).raw()).contains(PilotState.B);
    }

    @Test
    void missingCodesAreLostAfterThreeCycles() {
        run(1000, HIGH, steady(6));
        run(20, HIGH, SILENCE);
        assertThat(view.health()).isEqualTo(Health.GOOD);
        assertThat(view.raw()).isEmpty();
        run(10, HIGH, SILENCE);
        assertThat(view.health()).isEqualTo(Health.LOST);
        run(10, HIGH, steady(6));
        assertThat(view.health()).isEqualTo(Health.GOOD);
    }

    @Test
    void missingCodesAreToleratedACycleLongerWithoutAReadyVehicle() {
        run(30, HIGH, SILENCE);
        assertThat(view.health()).isEqualTo(Health.GOOD);
        run(10, HIGH, SILENCE);
        assertThat(view.health()).isEqualTo(Health.LOST);
    }

    @Test
    void diodeIsUntestedWithoutPwmAndSoundOnceTheLowPlateauWasSeen() {
        run(1000, HIGH, steady(9));
        assertThat(view.diode()).isEqualTo(Diode.UNTESTED);
        run(80, PWM, swinging(9, -12));
        assertThat(view.diode()).isEqualTo(Diode.UNTESTED);
        run(10, PWM, swinging(9, -12));
        assertThat(view.diode()).isEqualTo(Diode.SOUND);
        run(1000, HIGH, steady(9));
        assertThat(view.diode()).isEqualTo(Diode.SOUND);
    }

    @Test
    void faultyDiodeIsFoundInThirtyMillisecondsAndForgottenWithoutPwm() {
        run(1000, HIGH, steady(9));
        run(1000, PWM, swinging(6, -12));
        run(30, PWM, swinging(6, -5));
        assertThat(view.diode()).isEqualTo(Diode.SOUND);
        run(10, PWM, swinging(6, -5));
        assertThat(view.diode()).isEqualTo(Diode.FAULTY);
        run(10, HIGH, steady(6));
        assertThat(view.diode()).isEqualTo(Diode.UNTESTED);
    }

    @Test
    void shortDisturbanceOfTheLowPlateauIsNoDiodeFault() {
        run(1000, HIGH, steady(9));
        for (int i = 0; i < 20; i++) {
            run(100, PWM, swinging(9, -12));
            run(20, PWM, swinging(9, -8));
            assertThat(view.diode()).isNotEqualTo(Diode.FAULTY);
        }
    }

    @Test
    void diodeThatSeemsFaultyAgainAfterAnInterruptionIsWatchedAnew() {
        run(1000, HIGH, steady(9));
        run(1000, PWM, swinging(6, -12));
        run(20, PWM, swinging(6, -5));
        run(10, PWM, steady(6));
        run(30, PWM, swinging(6, -5));
        assertThat(view.diode()).isEqualTo(Diode.SOUND);
        run(10, PWM, swinging(6, -5));
        assertThat(view.diode()).isEqualTo(Diode.FAULTY);
    }

    @ParameterizedTest
    @CsvSource({"12", "0"})
    void diodeIsNotJudgedWithoutAVehicleOnThePilot(double high) {
        run(1000, PWM, swinging(high, -8));
        assertThat(view.diode()).isEqualTo(Diode.UNTESTED);
    }

    @Test
    void nextVehicleIsTestedAnew() {
        run(1000, HIGH, steady(9));
        run(1000, PWM, swinging(9, -12));
        run(100, HIGH, steady(12));
        assertThat(view.diode()).isEqualTo(Diode.UNTESTED);
    }

    @Test
    void generatorThatDoesNotObeyIsImplausibleAfterAHundredMilliseconds() {
        run(1000, HIGH, steady(12));
        run(100, HIGH, swinging(12, -12));
        assertThat(view.health()).isEqualTo(Health.GOOD);
        run(10, HIGH, swinging(12, -12));
        assertThat(view.health()).isEqualTo(Health.IMPLAUSIBLE);
    }

    @ParameterizedTest
    @CsvSource({
        "PWM,9,IMPLAUSIBLE", "PWM,0,GOOD", "HIGH,-12,IMPLAUSIBLE", "HIGH,9,GOOD", "HIGH,0,GOOD",
        "HIGH,-5,IMPLAUSIBLE", "LOW,-12,GOOD", "LOW,0,GOOD", "LOW,-5,GOOD", "LOW,9,IMPLAUSIBLE",
        "PWM,-5,IMPLAUSIBLE"
    })
    void steadyLevelFitsTheCommandedOutputOrIsImplausible(
            String output, double volts, Health health) {
        PilotOutput commanded =
                switch (output) {
                    case "PWM" -> PWM;
                    case "LOW" -> LOW;
                    default -> HIGH;
                };
        run(1000, commanded, steady(volts));
        assertThat(view.health()).isEqualTo(health);
    }

    @Test
    void swingFitsPwmOnlyWithALevelThatMeansSomething() {
        run(1000, PWM, swinging(9, -12));
        assertThat(view.health()).isEqualTo(Health.GOOD);
        run(1000, PWM, swinging(-5, -12));
        assertThat(view.health()).isEqualTo(Health.IMPLAUSIBLE);
        run(1000, LOW, swinging(9, -12));
        assertThat(view.health()).isEqualTo(Health.IMPLAUSIBLE);
    }

    @Test
    void changeOfTheOutputIsGivenTimeToSettle() {
        run(1000, HIGH, steady(9));
        run(140, PWM, steady(9));
        assertThat(view.health()).isEqualTo(Health.GOOD);
        run(20, PWM, steady(9));
        assertThat(view.health()).isEqualTo(Health.IMPLAUSIBLE);
    }

    private void run(int span, PilotOutput output, PilotLevels levels) {
        for (int left = span; left > 0; left -= 10) {
            show(output, levels);
        }
    }

    private PilotView show(PilotOutput output, PilotLevels levels) {
        millis += 10;
        view = watch.observe(new Uptime(millis * 1_000_000L), levels, output);
        return view;
    }

    private static PilotLevels steady(double volts) {
        return new PilotLevels.Steady(new Volts(volts));
    }

    private static PilotLevels swinging(double high, double low) {
        return new PilotLevels.Swinging(new Volts(high), new Volts(low));
    }
}
