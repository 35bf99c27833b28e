package stanchion.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import stanchion.hal.Inputs.ResidualMonitor;
import stanchion.link.Request.Enablement;
import stanchion.pilot.Diode;
import stanchion.pilot.PilotState;
import stanchion.safety.Fault;

/// What the outside is told: each event once, when it happens, with the reason.
final class SessionEventsTest {
    private final Script script = new Script();

    @Test
    void vehicleIsAnnouncedOnceWhenItComesAndOnceWhenItLeaves() {
        script.during(1000);
        assertThat(script.names()).doesNotContain(EventName.VEHICLE_DISCONNECTED);
        script.pilot = PilotState.B;
        script.during(1000);
        script.pilot = PilotState.A;
        script.during(1000);
        assertThat(script.details(EventName.VEHICLE_CONNECTED)).hasSize(1);
        assertThat(script.details(EventName.VEHICLE_DISCONNECTED)).hasSize(1);
    }

    @Test
    void offerIsAnnouncedWithWhatItWas() {
        script.pilot = PilotState.B;
        script.during(100);
        script.supply = 10;
        script.during(100);
        assertThat(script.details(EventName.OFFER_CHANGED))
                .containsExactly("0 A to 32 A", "32 A to 10 A");
    }

    @Test
    void everyStageOfHeatIsAnnouncedOnce() {
        script.celsius = 66;
        script.during(100);
        script.celsius = 69;
        script.during(100);
        script.celsius = 60;
        script.during(100);
        assertThat(script.details(EventName.DERATED)).containsExactly("HALF", "QUARTER", "FULL");
    }

    @Test
    void monitorThatPassesIsAnnouncedWhenItHasClearedAndOneThatFailsAsFailed() {
        script.during(1000);
        assertThat(script.charge.guard().residual()).isInstanceOf(ResidualCheck.Testing.class);
        script.after(10);
        assertThat(script.charge.guard().residual()).isInstanceOf(ResidualCheck.Clearing.class);
        assertThat(script.names()).doesNotContain(EventName.RESIDUAL_TEST_PASSED);
        script.after(10);
        assertThat(script.details(EventName.RESIDUAL_TEST_PASSED)).hasSize(1);

        Script dead = new Script();
        dead.residual = Optional.of(ResidualMonitor.READY);
        dead.during(3000);
        assertThat(dead.names())
                .contains(EventName.RESIDUAL_TEST_FAILED)
                .doesNotContain(EventName.RESIDUAL_TEST_PASSED);
    }

    @Test
    void chargeSaysWhyItStopped() {
        script.charging();
        script.pilot = PilotState.B;
        script.after(10);
        assertThat(script.details(EventName.CHARGE_STOPPED)).containsExactly("S2 opened");

        Script unplugged = new Script().charging();
        unplugged.pilot = PilotState.A;
        unplugged.after(10);
        assertThat(unplugged.details(EventName.CHARGE_STOPPED)).containsExactly("unplugged");

        Script cutOff = new Script().charging();
        cutOff.during(5000);
        cutOff.intent = cutOff.intent.with(Enablement.DISABLED);
        cutOff.during(6500);
        assertThat(cutOff.details(EventName.CHARGE_STOPPED)).containsExactly("cut off");
    }

    @Test
    void faultStopsAChargeByNameAndStopsNoneThatDoesNotRun() {
        script.charging();
        script.residual = Optional.of(ResidualMonitor.TRIPPED_AC);
        script.during(1000);
        assertThat(script.details(EventName.CHARGE_STOPPED)).containsExactly("GROUND_FAULT");

        Script idle = new Script();
        idle.during(3000);
        idle.residual = Optional.of(ResidualMonitor.TRIPPED_AC);
        idle.during(1000);
        assertThat(idle.details(EventName.FAULT_RAISED)).containsExactly("GROUND_FAULT CX002");
        assertThat(idle.names()).doesNotContain(EventName.CHARGE_STOPPED);
    }

    @Test
    void personWhoClearsAFaultIsToldWhichAndClearingNothingIsNoEvent() {
        script.during(1000);
        assertThat(script.clear()).isTrue();
        assertThat(script.names()).doesNotContain(EventName.FAULT_CLEARED);
        script.pilot = PilotState.B;
        script.diode = Diode.FAULTY;
        script.during(100);
        assertThat(script.clear()).isFalse();
        script.diode = Diode.SOUND;
        assertThat(script.clear()).isTrue();
        assertThat(script.details(EventName.FAULT_CLEARED))
                .containsExactly(Fault.DIODE_FAULT.name());
    }
}
