package stanchion.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stanchion.hal.Commands;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.hal.Commands.PilotOutput;
import stanchion.hal.Commands.ResidualTest;
import stanchion.hal.Inputs.Earth;
import stanchion.hal.Inputs.EmergencyStop;
import stanchion.hal.Inputs.Enclosure;
import stanchion.hal.Inputs.Housing;
import stanchion.hal.Inputs.ResidualMonitor;
import stanchion.pilot.Diode;
import stanchion.pilot.PilotState;
import stanchion.safety.Interlock.Facts;
import stanchion.safety.Interlock.Freshness;
import stanchion.safety.Interlock.Objection;
import stanchion.units.DutyCycle;

/// Every fact alone keeps the contactor open, and nothing ever closes it.
final class InterlockTest {
    private static final PilotOutput PWM = new PilotOutput.Pwm(new DutyCycle(20));
    private static final Commands CLOSE = commands(ContactorCommand.CLOSE, ResidualTest.OFF);

    private final Interlock interlock = new Interlock();
    private Optional<PilotState> raw = Optional.of(PilotState.C);
    private PilotState debounced = PilotState.C;
    private Diode diode = Diode.SOUND;
    private Earth earth = Earth.CONNECTED;
    private ResidualMonitor residual = ResidualMonitor.READY;
    private Housing housing = Housing.IN_ORDER;
    private Freshness samples = Freshness.FRESH;

    @Test
    void withEveryFactInOrderTheContactorMayClose() {
        assertThat(check(CLOSE)).isEqualTo(new Interlock.Verdict(CLOSE, Optional.empty()));
        debounced = PilotState.D;
        raw = Optional.of(PilotState.D);
        assertThat(check(CLOSE).objection()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = PilotState.class,
            names = {"A", "B", "E", "F"})
    void withoutAReadyVehicleItOpens(PilotState state) {
        debounced = state;
        assertOpened(Objection.PILOT_STATE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Diode.class,
            names = {"UNTESTED", "FAULTY"})
    void withoutASoundDiodeItOpens(Diode seen) {
        diode = seen;
        assertOpened(Objection.DIODE);
    }

    @Test
    void withoutEarthItOpens() {
        earth = Earth.LOST;
        assertOpened(Objection.EARTH);
    }

    @ParameterizedTest
    @EnumSource(
            value = ResidualMonitor.class,
            names = {"TRIPPED_AC", "TRIPPED_DC", "FAILED"})
    void withoutAReadyMonitorItOpens(ResidualMonitor seen) {
        residual = seen;
        assertOpened(Objection.RESIDUAL);
    }

    @Test
    void withTheEnclosureOpenItOpens() {
        housing = housing.with(Enclosure.OPEN);
        assertOpened(Objection.ENCLOSURE);
    }

    @Test
    void withTheEmergencyStopPressedItOpens() {
        housing = housing.with(EmergencyStop.PRESSED);
        assertOpened(Objection.EMERGENCY_STOP);
    }

    @Test
    void onStaleSamplesItOpens() {
        samples = Freshness.STALE;
        assertOpened(Objection.SAMPLES);
    }

    @Test
    void whileTestCurrentFlowsItOpensAndLeavesTheTestRunning() {
        Commands wanted = commands(ContactorCommand.CLOSE, ResidualTest.ON);
        Interlock.Verdict verdict = check(wanted);
        assertThat(verdict.objection()).contains(Objection.RESIDUAL_TEST);
        assertThat(verdict.commands()).isEqualTo(commands(ContactorCommand.OPEN, ResidualTest.ON));
    }

    @Test
    void afterFiveCyclesWithoutCInTheCodesItNoLongerBelievesTheDebouncedState() {
        raw = Optional.of(PilotState.B);
        for (int cycle = 0; cycle < 4; cycle++) {
            assertThat(check(CLOSE).objection()).isEmpty();
        }
        assertOpened(Objection.PILOT_RAW);
        raw = Optional.of(PilotState.C);
        assertThat(check(CLOSE).objection()).isEmpty();
        raw = Optional.empty();
        for (int cycle = 0; cycle < 4; cycle++) {
            assertThat(check(CLOSE).objection()).isEmpty();
        }
        assertOpened(Objection.PILOT_RAW);
    }

    @Test
    void codesAreCountedWhileTheContactorIsOpenToo() {
        raw = Optional.of(PilotState.B);
        for (int cycle = 0; cycle < 4; cycle++) {
            check(commands(ContactorCommand.OPEN, ResidualTest.OFF));
        }
        assertOpened(Objection.PILOT_RAW);
    }

    @Test
    void openCommandPassesWhateverTheFacts() {
        debounced = PilotState.A;
        earth = Earth.LOST;
        Commands wanted = commands(ContactorCommand.OPEN, ResidualTest.ON);
        assertThat(check(wanted)).isEqualTo(new Interlock.Verdict(wanted, Optional.empty()));
    }

    private void assertOpened(Objection objection) {
        Interlock.Verdict verdict = check(CLOSE);
        assertThat(verdict.objection()).contains(objection);
        assertThat(verdict.commands()).isEqualTo(commands(ContactorCommand.OPEN, ResidualTest.OFF));
    }

    private Interlock.Verdict check(Commands wanted) {
        return interlock.check(
                new Facts(raw, debounced, diode, earth, residual, housing, samples), wanted);
    }

    private static Commands commands(ContactorCommand contactor, ResidualTest test) {
        return new Commands(PWM, contactor, test);
    }
}
