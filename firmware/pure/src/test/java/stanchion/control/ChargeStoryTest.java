package stanchion.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.hal.Commands.PilotOutput;
import stanchion.link.Report;
import stanchion.pilot.PilotState;
import stanchion.units.Amps;

/// A well-behaved vehicle, from plug to unplug.
final class ChargeStoryTest {
    private final Rig rig = new Rig();

    @Test
    void anEmptySocketRestsAtTwelveVoltsWithTheContactorOpen() {
        rig.wait(Duration.ofSeconds(3));
        assertThat(rig.status().state()).isEqualTo("Idle");
        assertThat(rig.commands.pilot()).isEqualTo(new PilotOutput.SteadyHigh());
        assertThat(rig.isClosed()).isFalse();
        assertThat(rig.status().faults()).isEmpty();
    }

    @Test
    void pluggedVehicleIsOfferedWhatTheCableCarries() {
        rig.plug();
        long millis = rig.until(status -> status.offer().equals(new Amps(32)));
        assertThat(millis).isLessThan(500);
        assertThat(rig.status().duty().percent()).isCloseTo(53.3333, within(0.0001));
        assertThat(rig.status().pilot()).isEqualTo(PilotState.B);
        assertThat(rig.isClosed()).isFalse();
    }

    @Test
    void contactorClosesWithinThreeSecondsOfSTwoClosing() {
        rig.plug();
        rig.wait(Duration.ofSeconds(2));
        rig.closeS2();
        assertThat(rig.untilContactor(ContactorCommand.CLOSE)).isBetween(500L, 3000L);
        assertThat(rig.status().state()).isEqualTo("Charging");
        assertThat(rig.events()).contains("RESIDUAL_TEST_PASSED", "CHARGE_STARTED");
    }

    @Test
    void contactorOpensWithinFortyMillisecondsOfSTwoOpening() {
        rig.charge();
        rig.wait(Duration.ofSeconds(5));
        rig.plug();
        assertThat(rig.untilContactor(ContactorCommand.OPEN)).isLessThanOrEqualTo(40);
        assertThat(rig.status().state()).isEqualTo("Connected");
        assertThat(rig.events()).doesNotContain("FAULT_RAISED", "INTERLOCK_INTERVENED");
    }

    @Test
    void contactorOpensWithinFortyMillisecondsOfUnplugging() {
        rig.charge();
        rig.wait(Duration.ofSeconds(5));
        rig.unplug();
        assertThat(rig.untilContactor(ContactorCommand.OPEN)).isLessThanOrEqualTo(40);
        assertThat(rig.status().state()).isEqualTo("Idle");
        rig.wait(Duration.ofSeconds(2));
        assertThat(rig.events()).doesNotContain("FAULT_RAISED", "INTERLOCK_INTERVENED");
    }

    @Test
    void energyOfASessionIsCountedAndAddedToTheRegister() {
        rig.charge();
        rig.wait(Duration.ofSeconds(36));
        rig.unplug();
        rig.wait(Duration.ofSeconds(2));
        assertThat(rig.status().sessionEnergy().value()).isCloseTo(23, within(0.1));
        assertThat(rig.reports)
                .filteredOn(Report.Session.class::isInstance)
                .extracting(report -> ((Report.Session) report).endReason())
                .containsExactly("", "unplugged");
        Report.Meter last =
                (Report.Meter)
                        rig.reports.stream()
                                .filter(Report.Meter.class::isInstance)
                                .reduce((_, later) -> later)
                                .orElseThrow();
        assertThat(last.energy().imported().value()).isCloseTo(1023, within(0.1));
    }

    @Test
    void restartWithTheVehicleAlreadyInCIsNormal() {
        rig.closeS2();
        assertThat(rig.untilContactor(ContactorCommand.CLOSE)).isLessThan(4000);
        assertThat(rig.events()).doesNotContain("FAULT_RAISED");
    }
}
