package stanchion.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.hal.Commands.PilotOutput;
import stanchion.hal.Commands.ResidualTest;
import stanchion.hal.Inputs.ContactorPosition;
import stanchion.hal.Inputs.LoadSide;
import stanchion.hal.Inputs.ResidualMonitor;
import stanchion.link.Request.Enablement;
import stanchion.pilot.Cable;
import stanchion.pilot.Diode;
import stanchion.pilot.PilotState;
import stanchion.pilot.PilotView;
import stanchion.safety.Fault;
import stanchion.safety.FaultSet;
import stanchion.units.Amps;

/// Decisions on hand-made measurements, where codes would only be in the way.
final class ChargeMachineTest {
    private static final long DAY = Duration.ofHours(24).toMillis();

    private final Script script = new Script();

    @Test
    void monitorIsTestedAtStartAndEveryDayWithoutAVehicle() {
        script.during(3000);
        assertThat(tests()).isEqualTo(1);
        script.after(DAY - 4000).during(500);
        assertThat(tests()).isEqualTo(1);
        script.during(2000);
        assertThat(tests()).isEqualTo(2);
    }

    @Test
    void monitorIsNotTestedWithinASecondOfSwitching() {
        script.during(990);
        assertThat(script.commands.residualTest()).isEqualTo(ResidualTest.OFF);
        script.after(10);
        assertThat(script.commands.residualTest()).isEqualTo(ResidualTest.ON);
    }

    @Test
    void monitorIsTestedBeforeEachClosing() {
        script.charging();
        long before = tests();
        script.pilot = PilotState.B;
        script.during(10_000);
        script.pilot = PilotState.C;
        script.during(100);
        assertThat(script.isClosed()).isTrue();
        assertThat(tests()).isEqualTo(before + 1);
    }

    @Test
    void offerThatIsWithdrawnAsTheTestPassesClosesNothing() {
        aboutToClose();
        script.supply = 0;
        script.after(10);
        assertThat(script.isClosed()).isFalse();
        assertThat(script.names()).doesNotContain(EventName.CHARGE_STARTED);
    }

    @Test
    void chargeThatIsForbiddenAsTheTestPassesClosesNothing() {
        aboutToClose();
        script.intent = script.intent.with(Enablement.DISABLED);
        script.during(6000);
        assertThat(script.names()).doesNotContain(EventName.CHARGE_STARTED);
        assertThat(script.commands.pilot()).isInstanceOf(PilotOutput.SteadyHigh.class);
    }

    @Test
    void diodeThatIsNoLongerSoundAsTheTestPassesClosesNothing() {
        aboutToClose();
        script.diode = Diode.UNTESTED;
        script.after(10);
        assertThat(script.isClosed()).isFalse();
    }

    private void aboutToClose() {
        script.pilot = PilotState.B;
        script.during(2000);
        script.pilot = PilotState.C;
        while (!(script.state().equals("Preparing")
                && script.charge.guard().residual() instanceof ResidualCheck.Clearing)) {
            script.after(10);
        }
    }

    @Test
    void chargeOfMoreThanADayPausesForTheTest() {
        script.charging();
        assertThat(script.isClosed()).isTrue();
        script.after(DAY);
        assertThat(script.state()).isEqualTo("Pausing");
        assertThat(script.names()).contains(EventName.CHARGE_PAUSED);
        script.pilot = PilotState.B;
        script.during(5500);
        script.pilot = PilotState.C;
        script.during(500);
        assertThat(script.isClosed()).isTrue();
    }

    @Test
    void contactorThatIsNotSeenOpenAndDeadDoesNotClose() {
        script.pilot = PilotState.B;
        script.during(2000);
        script.loadSide = Optional.of(LoadSide.LIVE);
        script.pilot = PilotState.C;
        script.during(400);
        assertThat(script.state()).isEqualTo("Preparing");
        script.during(200);
        assertThat(held()).isEqualTo(FaultSet.of(Fault.CONTACTOR_WELDED));
        assertThat(script.names()).doesNotContain(EventName.CHARGE_STARTED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Diode.class,
            names = {"UNTESTED"})
    void vehicleWhoseDiodeIsNotYetTestedWaits(Diode diode) {
        script.diode = diode;
        script.charging();
        assertThat(script.state()).isEqualTo("Connected");
        script.diode = Diode.SOUND;
        script.during(500);
        assertThat(script.isClosed()).isTrue();
    }

    @Test
    void nothingClosesBeforeTheMainsWasMeasured() {
        script.mains = new Mains.Unknown();
        script.charging();
        assertThat(script.isClosed()).isFalse();
        script.mains = Script.measured(230, 0);
        script.during(500);
        assertThat(script.isClosed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "195.4,UNDER_VOLTAGE",
        "195.5,",
        "264.5,",
        "264.6,OVER_VOLTAGE",
        "50,UNDER_VOLTAGE",
        "49.9,MAINS_LOST",
        "0,MAINS_LOST"
    })
    void mainsVoltageHasItsLimits(double volts, Fault fault) {
        script.mains = Script.measured(volts, 0);
        script.during(100);
        assertThat(held()).isEqualTo(fault == null ? FaultSet.NONE : FaultSet.of(fault));
    }

    @ParameterizedTest
    @CsvSource({"11.55,false", "11.56,true"})
    void overCurrentIsMoreThanTheOfferAndAHalfTimesOnePointOne(double amps, boolean fault) {
        script.supply = 10;
        script.charging();
        script.mains = Script.measured(230, amps);
        script.during(6990);
        assertThat(script.isClosed()).isTrue();
        script.during(20);
        assertThat(held().contains(Fault.OVER_CURRENT)).isEqualTo(fault);
    }

    @Test
    void overCurrentThatEndsInTimeStartsItsClockAnew() {
        script.supply = 10;
        script.charging();
        for (int i = 0; i < 5; i++) {
            script.mains = Script.measured(230, 20);
            script.during(6500);
            script.mains = Script.measured(230, 5);
            script.during(50);
        }
        assertThat(script.isClosed()).isTrue();
    }

    @Test
    void vehicleThatLeavesWhilePreparingOrPausingEndsIdle() {
        script.pilot = PilotState.B;
        script.during(2000);
        script.pilot = PilotState.C;
        script.after(10).after(10);
        assertThat(script.state()).isEqualTo("Preparing");
        script.pilot = PilotState.A;
        script.after(10);
        assertThat(script.state()).isEqualTo("Idle");

        script.charging();
        script.during(5000);
        script.intent = script.intent.with(Enablement.DISABLED);
        script.after(10);
        assertThat(script.state()).isEqualTo("Pausing");
        script.pilot = PilotState.A;
        script.after(10);
        assertThat(script.state()).isEqualTo("Idle");
        assertThat(script.isClosed()).isFalse();
    }

    @Test
    void vehicleThatOpensSTwoWhilePreparingIsConnectedAgain() {
        script.pilot = PilotState.B;
        script.during(2000);
        script.pilot = PilotState.C;
        script.after(10).after(10);
        script.pilot = PilotState.B;
        script.after(10);
        assertThat(script.state()).isEqualTo("Connected");
        assertThat(script.charge.offer()).isEqualTo(new Amps(32));
    }

    @Test
    void offerWithdrawnWhilePreparingRestsForFiveSeconds() {
        script.pilot = PilotState.B;
        script.during(2000);
        script.pilot = PilotState.C;
        script.after(10);
        script.supply = 5;
        script.during(50);
        assertThat(script.state()).isEqualTo("Connected");
        assertThat(script.commands.pilot()).isEqualTo(new PilotOutput.SteadyHigh());
        script.supply = 32;
        script.during(4900);
        assertThat(script.charge.offer()).isEqualTo(Amps.ZERO);
        script.during(200);
        assertThat(script.charge.offer()).isEqualTo(new Amps(32));
    }

    @Test
    void disablingAndEnablingInBIsNoFasterThanEveryFiveSeconds() {
        script.pilot = PilotState.B;
        int changes = 0;
        Amps before = script.charge.offer();
        for (int i = 0; i < 600; i++) {
            script.intent =
                    script.intent.with(i % 2 == 0 ? Enablement.DISABLED : Enablement.ENABLED);
            script.during(50);
            changes += script.charge.offer().equals(before) ? 0 : 1;
            before = script.charge.offer();
        }
        assertThat(changes).isBetween(3, 7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LOST", "IMPLAUSIBLE"})
    void pilotThatCannotBeBelievedOpens(PilotView.Health health) {
        script.charging();
        script.health = health;
        script.after(10);
        assertThat(script.isClosed()).isFalse();
        assertThat(held())
                .isEqualTo(
                        FaultSet.of(
                                health == PilotView.Health.LOST
                                        ? Fault.SAMPLES_LOST
                                        : Fault.PILOT_IMPLAUSIBLE));
    }

    @Test
    void lostSamplesHideEveryOtherFault() {
        script.charging();
        script.health = PilotView.Health.LOST;
        script.residual = Optional.of(ResidualMonitor.FAILED);
        script.cable = new Cable.Absent();
        script.during(2000);
        assertThat(held()).isEqualTo(FaultSet.of(Fault.SAMPLES_LOST));
    }

    @Test
    void mirrorThatFallsOpenIsBridgedForAShortWhile() {
        script.charging();
        script.mirror = Optional.of(ContactorPosition.OPEN);
        script.during(150);
        assertThat(script.isClosed()).isTrue();
        script.during(60);
        assertThat(held()).isEqualTo(FaultSet.of(Fault.CONTACTOR_STUCK_OPEN));
    }

    @Test
    void twoFaultsAreBothHeldAndBothAnnounced() {
        script.charging();
        script.residual = Optional.of(ResidualMonitor.TRIPPED_AC);
        script.after(10);
        script.cable = new Cable.Shorted();
        script.after(10);
        assertThat(held().asSet())
                .containsExactlyInAnyOrder(Fault.GROUND_FAULT, Fault.PROXIMITY_FAULT);
        assertThat(Collections.frequency(script.names(), EventName.FAULT_RAISED)).isEqualTo(2);
        assertThat(script.events)
                .contains(new SessionEvent(EventName.FAULT_RAISED, "GROUND_FAULT CX002"));
    }

    @Test
    void causeThatComesBackStartsTheWaitAnew() {
        script.charging();
        script.residual = Optional.of(ResidualMonitor.TRIPPED_AC);
        script.after(10);
        script.residual = Optional.empty();
        script.during(29_000);
        script.residual = Optional.of(ResidualMonitor.TRIPPED_AC);
        script.after(10);
        script.residual = Optional.empty();
        script.during(29_900);
        assertThat(script.state()).isEqualTo("Faulted");
        script.during(200);
        assertThat(script.state()).isNotEqualTo("Faulted");
        assertThat(script.names()).contains(EventName.FAULT_CLEARED);
    }

    @Test
    void interventionOfTheInterlockLatches() {
        script.charging();
        script.charge = ChargeMachine.overruled(script.charge, script.now());
        script.after(10);
        assertThat(script.isClosed()).isFalse();
        script.pilot = PilotState.A;
        script.during(60_000);
        assertThat(held()).isEqualTo(FaultSet.of(Fault.INTERLOCK));
    }

    @Test
    void whateverThePilotDoesTheContactorIsClosedOnlyWithAReadyVehicleAndWithinTheLimit() {
        PilotState[] states = PilotState.values();
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            Script story = new Script();
            for (int i = 0; i < 300; i++) {
                story.pilot = states[random.nextInt(states.length)];
                story.supply = random.nextInt(40);
                story.cable =
                        random.nextInt(4) == 0 ? new Cable.Absent() : new Cable.Rated(new Amps(20));
                story.during(10L * (1 + random.nextInt(60)));
                boolean ready = story.pilot == PilotState.C;
                assertThat(!story.isClosed() || ready).as("seed %d step %d", seed, i).isTrue();
                assertThat(story.charge.offer().value())
                        .isLessThanOrEqualTo(Math.max(0, Math.min(20, story.supply)));
            }
        }
    }

    @Test
    void contactorClosesAtMostOnceInFiveSeconds() {
        script.charging();
        int closings = 0;
        ContactorCommand before = script.commands.contactor();
        for (int i = 0; i < 100; i++) {
            script.pilot = i % 2 == 0 ? PilotState.B : PilotState.C;
            script.during(300);
            boolean closed = before == ContactorCommand.OPEN && script.isClosed();
            closings += closed ? 1 : 0;
            before = script.commands.contactor();
        }
        assertThat(closings).isBetween(3, 6);
    }

    private FaultSet held() {
        return script.charge.faults().held();
    }

    private long tests() {
        return script.names().stream().filter(EventName.RESIDUAL_TEST_PASSED::equals).count();
    }
}
