package stanchion.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stanchion.hal.Commands.PilotOutput;
import stanchion.hal.Inputs.ContactorPosition;
import stanchion.hal.Inputs.ResidualMonitor;
import stanchion.link.Request.Enablement;
import stanchion.pilot.Diode;
import stanchion.pilot.PilotState;
import stanchion.safety.Fault;
import stanchion.units.Amps;

/// How long the session waits, to the cycle.
final class SessionTimesTest {
    private final Script script = new Script();

    @Test
    void contactorThatOpenedInCRestsForFiveSecondsToTheCycle() {
        script.charging();
        script.pilot = PilotState.B;
        script.after(10);
        script.pilot = PilotState.C;
        script.after(4990);
        assertThat(script.state()).isEqualTo("Connected");
        script.after(10);
        assertThat(script.state()).isEqualTo("Preparing");
    }

    @Test
    void offerThatWasWithdrawnInBComesBackAfterFiveSecondsToTheCycle() {
        script.pilot = PilotState.B;
        script.during(10_000);
        script.intent = script.intent.with(Enablement.DISABLED);
        script.after(10);
        assertThat(script.charge.offer()).isEqualTo(Amps.ZERO);
        script.intent = script.intent.with(Enablement.ENABLED);
        script.after(4990);
        assertThat(script.charge.offer()).isEqualTo(Amps.ZERO);
        script.after(10);
        assertThat(script.charge.offer()).isEqualTo(new Amps(32));
    }

    @Test
    void latchedFaultWhoseCauseIsGoneAtOnceStillShowsStateFForHalfASecond() {
        script.charging();
        script.charge = ChargeMachine.overruled(script.charge, script.now());
        for (int millis = 10; millis < 500; millis += 10) {
            script.after(10);
            assertThat(script.commands.pilot()).isEqualTo(new PilotOutput.SteadyLow());
        }
        script.after(10);
        assertThat(script.commands.pilot()).isEqualTo(new PilotOutput.SteadyHigh());
    }

    @Test
    void faultThatTheVehicleTookAlongIsOverASecondAfterItLeft() {
        script.pilot = PilotState.B;
        script.diode = Diode.FAULTY;
        script.during(100);
        assertThat(script.state()).isEqualTo("Faulted");
        script.diode = Diode.UNTESTED;
        script.pilot = PilotState.A;
        script.during(990);
        assertThat(script.state()).isEqualTo("Faulted");
        script.after(10);
        assertThat(script.state()).isEqualTo("Idle");
    }

    @Test
    void faultOfTheChargerWaitsItsThirtySecondsWhoeverLeaves() {
        script.pilot = PilotState.B;
        script.during(2000);
        script.residual = Optional.of(ResidualMonitor.FAILED);
        script.during(100);
        assertThat(script.charge.faults().held().contains(Fault.RESIDUAL_MONITOR_FAILED)).isTrue();
        script.residual = Optional.empty();
        script.pilot = PilotState.A;
        script.during(29_990);
        assertThat(script.state()).isEqualTo("Faulted");
        script.after(10);
        assertThat(script.state()).isEqualTo("Idle");
    }

    @Test
    void vehicleThatLeavesInGoodOrderLeavesTheNextOneAllTries() {
        for (int vehicle = 0; vehicle < 10; vehicle++) {
            script.charging();
            script.residual = Optional.of(ResidualMonitor.TRIPPED_AC);
            script.after(10);
            script.residual = Optional.empty();
            script.during(35_000);
            assertThat(script.isClosed()).as("vehicle %d", vehicle).isTrue();
            script.pilot = PilotState.A;
            script.during(5000);
        }
        assertThat(script.names()).doesNotContain(EventName.FAULT_LATCHED);
    }

    @ParameterizedTest
    @CsvSource({"0,false", "1,false", "1.01,true", "10,true"})
    void onlyAVehicleThatDrewCurrentIsWokenAfterAPause(double amps, boolean woken) {
        script.charging();
        script.mains = Script.measured(230, amps);
        script.during(6000);
        script.intent = script.intent.with(Enablement.DISABLED);
        script.after(10);
        script.pilot = PilotState.B;
        script.mains = Script.measured(230, 0);
        script.during(30_000);
        script.intent = script.intent.with(Enablement.ENABLED);
        script.during(70_000);
        assertThat(script.names().contains(EventName.WAKE_ATTEMPTED)).isEqualTo(woken);
    }

    @Test
    void sleepingVehicleIsWokenTwiceTheSecondTimeThirtySecondsLater() {
        script.charging();
        script.mains = Script.measured(230, 10);
        script.during(6000);
        script.intent = script.intent.with(Enablement.DISABLED);
        script.after(10);
        script.pilot = PilotState.B;
        script.mains = Script.measured(230, 0);
        script.during(6000);
        script.intent = script.intent.with(Enablement.ENABLED);
        List<Integer> woken = new ArrayList<>();
        List<Integer> offered = new ArrayList<>();
        for (int millis = 0; millis < 400_000; millis += 10) {
            boolean offering = script.charge.isOffering();
            int wakes = script.details(EventName.WAKE_ATTEMPTED).size();
            script.after(10);
            if (script.details(EventName.WAKE_ATTEMPTED).size() > wakes) {
                woken.add(millis);
            }
            if (!offering && script.charge.isOffering()) {
                offered.add(millis);
            }
        }
        assertThat(woken).containsExactly(offered.getFirst() + 60_000, offered.get(1) + 90_000);
        assertThat(offered)
                .containsExactly(offered.getFirst(), woken.get(0) + 4000, woken.get(1) + 4000);
    }

    @Test
    void restAfterAPauseDoublesUpToFourMinutesAndAnotherVehicleBeginsAnew() {
        for (int vehicle = 0; vehicle < 2; vehicle++) {
            script.charging().during(6000);
            for (int rest : List.of(30_000, 60_000, 120_000, 240_000, 240_000)) {
                assertThat(millisFromPauseToOffer()).isEqualTo(rest);
                script.pilot = PilotState.C;
                script.during(6000);
                assertThat(script.isClosed()).isTrue();
            }
            script.pilot = PilotState.A;
            script.during(1000);
        }
    }

    private int millisFromPauseToOffer() {
        script.intent = script.intent.with(Enablement.DISABLED);
        script.after(10);
        script.intent = script.intent.with(Enablement.ENABLED);
        script.pilot = PilotState.B;
        int millis = 0;
        while (!script.charge.isOffering()) {
            script.after(10);
            millis += 10;
        }
        return millis;
    }

    @Test
    void weldedContactorHasHalfASecondToOpen() {
        script.during(5000);
        script.mirror = Optional.of(ContactorPosition.CLOSED);
        script.after(10);
        script.during(490);
        assertThat(script.charge.faults().held().isEmpty()).isTrue();
        script.after(10);
        assertThat(script.charge.faults().latched().contains(Fault.CONTACTOR_WELDED)).isTrue();
    }

    @Test
    void contactorThatDoesNotCloseHasAFifthOfASecond() {
        script.mirror = Optional.of(ContactorPosition.OPEN);
        script.charging();
        while (!script.isClosed()) {
            script.after(10);
        }
        script.after(10);
        script.during(190);
        assertThat(script.isClosed()).isTrue();
        script.after(10);
        assertThat(script.isClosed()).isFalse();
        assertThat(script.charge.faults().held().contains(Fault.CONTACTOR_STUCK_OPEN)).isTrue();
    }

    @Test
    void overCurrentIsRememberedSinceItBeganAndForgottenWhenItEnds() {
        script.supply = 10;
        script.charging().during(1000);
        script.mains = Script.measured(230, 20);
        script.after(10);
        script.during(6980);
        script.mains = Script.measured(230, 10);
        script.after(10);
        script.mains = Script.measured(230, 20);
        script.after(10);
        script.during(6990);
        assertThat(script.isClosed()).isTrue();
        script.after(10);
        assertThat(script.isClosed()).isFalse();
        assertThat(script.charge.faults().held().contains(Fault.OVER_CURRENT)).isTrue();
    }
}
