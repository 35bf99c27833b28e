package stanchion.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import stanchion.hal.BoardProfile.CableAttachment;
import stanchion.hal.BoardProfile.Ventilation;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.hal.Commands.PilotOutput;
import stanchion.hal.Inputs.Earth;
import stanchion.hal.Inputs.Enclosure;
import stanchion.hal.Inputs.ResidualMonitor;
import stanchion.hal.Reading;
import stanchion.link.Report;
import stanchion.link.Report.RequestOutcome.Verdict;
import stanchion.link.Request;
import stanchion.pilot.PilotState;
import stanchion.safety.Fault;
import stanchion.safety.FaultSet;
import stanchion.units.Amps;
import stanchion.units.Celsius;
import stanchion.units.Uptime;

/// What each fault does to a charge, and how the charger comes out of it.
final class FaultStoryTest {
    private Rig rig = new Rig();

    @AfterEach
    void theInterlockNeverHadToIntervene() {
        assertThat(rig.events()).doesNotContain("INTERLOCK_INTERVENED");
    }

    @Test
    void shortedDiodeOpensWithinFiftyMilliseconds() {
        rig.charge();
        rig.low = -5.3;
        assertThat(rig.untilContactor(ContactorCommand.OPEN)).isLessThanOrEqualTo(50);
        assertFault(Fault.DIODE_FAULT);
    }

    @Test
    void vehicleWithAShortedDiodeIsNeverCharged() {
        rig.low = -8.4;
        rig.plug();
        rig.until(status -> status.faults().contains(Fault.DIODE_FAULT));
        rig.low = -5.3;
        rig.closeS2();
        rig.wait(Duration.ofMinutes(6));
        assertThat(rig.events()).doesNotContain("CHARGE_STARTED").contains("FAULT_LATCHED");
        assertThat(rig.commands.pilot()).isEqualTo(new PilotOutput.SteadyHigh());
    }

    @Test
    void shortedPilotOpensWithinFortyMilliseconds() {
        rig.charge();
        rig.pilotShort = true;
        assertThat(rig.untilContactor(ContactorCommand.OPEN)).isLessThanOrEqualTo(40);
        assertFault(Fault.PILOT_SHORT);
    }

    @Test
    void residualTripOpensInTheSameCycleAndIsTriedAgainAfterThirtySeconds() {
        rig.charge();
        rig.residual = ResidualMonitor.TRIPPED_AC;
        assertThat(rig.untilContactor(ContactorCommand.OPEN)).isEqualTo(Rig.CYCLE_MILLIS);
        assertFault(Fault.GROUND_FAULT);
        rig.residual = ResidualMonitor.READY;
        assertThat(rig.untilContactor(ContactorCommand.CLOSE)).isBetween(30_000L, 33_000L);
        assertThat(rig.status().faults()).isEmpty();
    }

    @Test
    void lostEarthOpensInTheSameCycle() {
        rig.charge();
        rig.earth = Earth.LOST;
        assertThat(rig.untilContactor(ContactorCommand.OPEN)).isEqualTo(Rig.CYCLE_MILLIS);
        assertFault(Fault.EARTH_LOST);
    }

    @Test
    void openProximityContactOfASocketIsAFaultButATetheredCableHasNone() {
        rig.charge();
        rig.cableOhms = 1e6;
        assertThat(rig.untilContactor(ContactorCommand.OPEN)).isLessThanOrEqualTo(120);
        assertFault(Fault.PROXIMITY_FAULT);

        rig = new Rig(Rig.board(CableAttachment.TETHERED, Ventilation.ABSENT));
        rig.cableOhms = 1e6;
        rig.charge();
        assertThat(rig.status().offer()).isEqualTo(new Amps(32));
    }

    @Test
    void weldedContactorIsFoundWithinASecondAndLatches() {
        rig.charge();
        rig.welded = true;
        rig.plug();
        rig.untilContactor(ContactorCommand.OPEN);
        assertThat(rig.until(status -> status.faults().contains(Fault.CONTACTOR_WELDED)))
                .isBetween(250L, 1000L);
        rig.unplug();
        rig.wait(Duration.ofSeconds(60));
        assertFault(Fault.CONTACTOR_WELDED);
        assertThat(rig.commands.pilot()).isEqualTo(new PilotOutput.SteadyHigh());
        assertThat(rig.status().pilot()).isEqualTo(PilotState.A);
        assertThat(clear().verdict()).isEqualTo(Verdict.REFUSED);
        rig.welded = false;
        rig.wait(Duration.ofSeconds(40));
        assertFault(Fault.CONTACTOR_WELDED);
        assertThat(clear().verdict()).isEqualTo(Verdict.ACCEPTED);
        assertThat(rig.status().state()).isEqualTo("Idle");
    }

    @Test
    void latchedFaultShowsStateFForAMomentAndRestsAtTwelveVolts() {
        rig.charge();
        rig.housing = rig.housing.with(Enclosure.OPEN);
        rig.untilContactor(ContactorCommand.OPEN);
        assertThat(rig.commands.pilot()).isEqualTo(new PilotOutput.SteadyLow());
        long millis = rig.until(_ -> rig.commands.pilot() instanceof PilotOutput.SteadyHigh);
        assertThat(millis).isBetween(300L, 1000L);
        rig.housing = rig.housing.with(Enclosure.CLOSED);
        rig.unplug();
        rig.wait(Duration.ofSeconds(60));
        assertFault(Fault.TAMPER);
    }

    @Test
    void contactorThatDoesNotCloseIsAFault() {
        rig.stuckOpen = true;
        rig.plug();
        rig.wait(Duration.ofSeconds(1));
        rig.closeS2();
        rig.untilContactor(ContactorCommand.CLOSE);
        assertThat(rig.untilContactor(ContactorCommand.OPEN)).isLessThan(300);
        assertFault(Fault.CONTACTOR_STUCK_OPEN);
    }

    @Test
    void deadMonitorMeansNoChargingAndAPersonAfterSixRetries() {
        rig.plug();
        rig.wait(Duration.ofSeconds(3));
        rig.deadMonitor = true;
        rig.closeS2();
        rig.until(status -> status.faults().contains(Fault.RESIDUAL_MONITOR_FAILED));
        rig.wait(Duration.ofMinutes(5));
        assertThat(rig.isClosed()).isFalse();
        assertThat(rig.events().stream().filter("RESIDUAL_TEST_FAILED"::equals)).hasSize(7);
        assertThat(rig.events()).contains("FAULT_LATCHED").doesNotContain("CHARGE_STARTED");
        rig.deadMonitor = false;
        rig.wait(Duration.ofMinutes(1));
        assertFault(Fault.RESIDUAL_MONITOR_FAILED);
        rig.unplug();
        rig.wait(Duration.ofSeconds(40));
        assertThat(rig.status().state()).isEqualTo("Idle");
    }

    @Test
    void monitorThatDoesNotClearAfterItsTestMeansNoCharging() {
        rig.plug();
        rig.wait(Duration.ofSeconds(3));
        rig.closeS2();
        rig.until(_ -> rig.commands.residualTest() == stanchion.hal.Commands.ResidualTest.ON);
        rig.stuckMonitor = true;
        rig.until(status -> status.faults().contains(Fault.RESIDUAL_MONITOR_FAILED));
        assertThat(rig.events()).doesNotContain("CHARGE_STARTED");
    }

    @Test
    void vehicleThatDrawsMoreThanOfferedIsStoppedAfterSevenSeconds() {
        rig.supply = 10;
        rig.charge();
        rig.vehicleAmps = 12;
        assertThat(rig.untilContactor(ContactorCommand.OPEN)).isBetween(7000L, 8000L);
        assertFault(Fault.OVER_CURRENT);
    }

    @Test
    void vehicleWithinTheMarginIsNotStopped() {
        rig.supply = 10;
        rig.charge();
        rig.vehicleAmps = 11.4;
        rig.wait(Duration.ofSeconds(20));
        assertThat(rig.isClosed()).isTrue();
    }

    @Test
    void heatHalvesThenQuartersThenStopsAndRestoresAtSixtyTwo() {
        rig.charge();
        assertThat(offerAt(65)).isEqualTo(new Amps(16));
        assertThat(offerAt(68)).isEqualTo(new Amps(8));
        rig.temperature = new Reading.Present<>(new Celsius(71));
        assertThat(rig.untilContactor(ContactorCommand.OPEN)).isEqualTo(Rig.CYCLE_MILLIS);
        assertFault(Fault.OVER_TEMPERATURE);
        rig.temperature = new Reading.Present<>(new Celsius(63));
        rig.wait(Duration.ofSeconds(60));
        assertFault(Fault.OVER_TEMPERATURE);
        rig.temperature = new Reading.Present<>(new Celsius(62));
        rig.untilContactor(ContactorCommand.CLOSE);
        assertThat(rig.status().offer()).isEqualTo(new Amps(32));
    }

    @Test
    void mainsOutsideItsLimitsOpens() {
        rig.charge();
        rig.volts = 190;
        assertThat(rig.untilContactor(ContactorCommand.OPEN)).isLessThan(1000);
        assertFault(Fault.UNDER_VOLTAGE);
        rig.volts = 230;
        rig.untilContactor(ContactorCommand.CLOSE);
    }

    @Test
    void vehicleThatNeedsVentilationIsChargedOnlyWhereThereIsSome() {
        rig.plug();
        rig.wait(Duration.ofSeconds(1));
        rig.high = 3;
        rig.until(status -> status.faults().contains(Fault.VENTILATION_ABSENT));
        rig.wait(Duration.ofSeconds(30));
        assertThat(rig.events()).doesNotContain("CHARGE_STARTED");

        rig = new Rig(Rig.board(CableAttachment.SOCKET, Ventilation.PRESENT));
        rig.plug();
        rig.wait(Duration.ofSeconds(1));
        rig.high = 3;
        assertThat(rig.untilContactor(ContactorCommand.CLOSE)).isLessThan(3000);
    }

    @Test
    void silentPilotConverterOpensWithinFortyMilliseconds() {
        rig.charge();
        rig.pilotSilent = true;
        assertThat(rig.untilContactor(ContactorCommand.OPEN)).isLessThanOrEqualTo(40);
        assertFault(Fault.SAMPLES_LOST);
    }

    @Test
    void pilotConverterThatSaysOneCodeIsStuckEvenWhereThatCodeIsPlausible() {
        rig.charge();
        rig.wait(Duration.ofSeconds(6));
        rig.requests.add(new Request.Enable(1, Request.Enablement.DISABLED));
        rig.wait(Duration.ofSeconds(1));
        assertThat(rig.status().state()).isEqualTo("Pausing");
        rig.noise = 1; // steady +6 V: C without an offer, and nothing moves any more
        assertThat(rig.untilContactor(ContactorCommand.OPEN)).isLessThanOrEqualTo(40);
        assertFault(Fault.SAMPLES_LOST);
    }

    @Test
    void oneCycleWithoutPilotCodesIsBridged() {
        rig.charge();
        rig.pilotSilent = true;
        rig.run();
        rig.pilotSilent = false;
        rig.wait(Duration.ofSeconds(1));
        assertThat(rig.isClosed()).isTrue();
    }

    @Test
    void overrunOfTheMainsSamplerOpens() {
        rig.charge();
        rig.skippedFrames = 80;
        assertThat(rig.untilContactor(ContactorCommand.OPEN)).isEqualTo(Rig.CYCLE_MILLIS);
        assertFault(Fault.SAMPLES_LOST);
    }

    @Test
    void mainsConverterMayPauseButNotFallSilent() {
        rig.charge();
        rig.mainsSilent = true;
        rig.wait(Duration.ofMillis(490));
        assertThat(rig.isClosed()).isTrue();
        rig.wait(Duration.ofMillis(20));
        assertFault(Fault.SAMPLES_LOST);
    }

    @Test
    void mainsConverterThatGoesOnAfterAPauseWhereItStoppedIsNoOverrun() {
        rig.charge();
        rig.mainsSilent = true;
        rig.wait(Duration.ofMillis(100));
        rig.mainsSilent = false;
        rig.wait(Duration.ofSeconds(1));
        assertThat(rig.isClosed()).isTrue();
    }

    @Test
    void cycleThatComesTooLateToHaveOpenedInTimeOpens() {
        rig.charge();
        rig.stall(230);
        rig.run();
        assertThat(rig.isClosed()).isTrue();
        rig.stall(240);
        rig.run();
        assertFault(Fault.LOOP_OVERRUN);
    }

    @Test
    void levelNoCircuitCanBringOpensWithinFortyMilliseconds() {
        rig.charge();
        rig.high = -4;
        assertThat(rig.untilContactor(ContactorCommand.OPEN)).isLessThanOrEqualTo(40);
        assertFault(Fault.PILOT_IMPLAUSIBLE);
    }

    @Test
    void signThatTheGatewayAloneSeesIsTakenAndKnownToTheNextLife() {
        assertThat(send(new Request.Suspect(3, Fault.METER_REMOVED)).verdict())
                .isEqualTo(Verdict.ACCEPTED);
        rig.run();
        assertFault(Fault.METER_REMOVED);
        assertThat(rig.memory().tampering()).isEqualTo(FaultSet.of(Fault.METER_REMOVED));
        assertThat(send(new Request.AlertTold(4, new Uptime(0))).verdict())
                .isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void whatSomebodyDidKeepsTheContactorOpenInTheNextLifeToo() {
        rig = Rig.after(FaultSet.of(Fault.TILTED));
        rig.plug();
        rig.wait(Duration.ofSeconds(1));
        rig.closeS2();
        rig.wait(Duration.ofMinutes(1));
        assertFault(Fault.TILTED);
        assertThat(clear().verdict()).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void aCycleSaysWhyItDecidedWhatItDid() {
        assertThat(rig.thought())
                .hasValueSatisfying(thought ->
                        assertThat(thought.decided().commands()).isEqualTo(rig.commands));
    }

    private Amps offerAt(double celsius) {
        rig.temperature = new Reading.Present<>(new Celsius(celsius));
        rig.run();
        return rig.status().offer();
    }

    private Report.RequestOutcome clear() {
        return send(new Request.ClearFaults(1));
    }

    private Report.RequestOutcome send(Request request) {
        rig.requests.add(request);
        rig.run();
        Report.RequestOutcome outcome =
                (Report.RequestOutcome)
                        rig.reports.stream()
                                .filter(Report.RequestOutcome.class::isInstance)
                                .reduce((_, last) -> last)
                                .orElseThrow();
        assertThat(outcome.id()).isEqualTo(request.id());
        return outcome;
    }

    private void assertFault(Fault fault) {
        assertThat(rig.status().faults()).contains(fault);
        assertThat(rig.isClosed()).isFalse();
    }
}
