package stanchion.session;

import static org.assertj.core.api.Assertions.assertThat;
import static stanchion.session.Script.phase;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stanchion.hal.Inputs.Attitude;
import stanchion.hal.Inputs.DebugHeader;
import stanchion.hal.Inputs.EmergencyStop;
import stanchion.hal.Inputs.Enclosure;
import stanchion.hal.Inputs.Housing;
import stanchion.hal.Inputs.LoadSide;
import stanchion.hal.Inputs.LogicSupply;
import stanchion.hal.Inputs.ResidualMonitor;
import stanchion.hal.Inputs.Seal;
import stanchion.hal.SafetyLimits;
import stanchion.hal.SafetyLimits.OpenPen;
import stanchion.hal.SafetyLimits.ResidualStandard;
import stanchion.link.Request.Enablement;
import stanchion.metering.MainsFrequency;
import stanchion.metering.MainsFrequency.Cause;
import stanchion.pilot.DutyWatch.Duty;
import stanchion.pilot.PilotState;
import stanchion.safety.Fault;
import stanchion.safety.FaultSet;
import stanchion.units.Amps;
import stanchion.units.Hertz;
import stanchion.units.Uptime;
import stanchion.units.Volts;

/// What the table of protective functions says is what the session does.
final class ProtectionRulesTest {
    private static final SafetyLimits EUROPE = SafetyLimits.EUROPE;
    private Script script = new Script();

    @ParameterizedTest
    @CsvSource({"206.9,OPEN_PEN", "207,", "253,", "253.1,OPEN_PEN", "49.9,MAINS_LOST"})
    void openPenIsFoundOutsideItsWindowAfterTwoSeconds(double volts, Fault fault) {
        script = new Script(limits(OpenPen.WATCHED, ResidualStandard.RDC_DD, 80));
        script.charging().during(1000);
        script.mains = Script.measured(volts, 0);
        script.after(10).during(1990);
        assertThat(held().contains(Fault.OPEN_PEN)).isFalse();
        script.after(10);
        assertThat(held()).isEqualTo(fault == null ? FaultSet.NONE : FaultSet.of(fault));
        assertThat(script.isClosed()).isEqualTo(fault == null);
    }

    @Test
    void fiftyVoltsAreLowWhateverThePenIsAndNotMissing() {
        script = new Script(limits(OpenPen.WATCHED, ResidualStandard.RDC_DD, 80));
        script.charging().during(1000);
        script.mains = Script.measured(50, 0);
        script.after(10).during(2000);
        assertThat(held()).isEqualTo(FaultSet.of(Fault.UNDER_VOLTAGE).with(Fault.OPEN_PEN));
    }

    @Test
    void whereEarthIsNotThePenNobodyAsksForItsWindow() {
        script.charging().during(1000);
        script.mains = Script.measured(200, 0);
        script.during(10_000);
        assertThat(held()).isEqualTo(FaultSet.NONE);
    }

    @ParameterizedTest
    @CsvSource({"46.9,true", "47,false", "53,false", "53.1,true"})
    void frequencyOutsideItsLimitsWithdrawsTheOfferAfterTwoSeconds(double hertz, boolean fault) {
        script.charging().during(1000);
        script.mains = at(new MainsFrequency.Tracked(new Hertz(hertz)));
        script.after(10).during(1990);
        assertThat(script.state()).isEqualTo("Charging");
        script.after(10);
        assertThat(held().contains(Fault.MAINS_FREQUENCY)).isEqualTo(fault);
        assertThat(script.state()).isEqualTo(fault ? "Pausing" : "Charging");
    }

    @ParameterizedTest
    @CsvSource({"NO_VOLTAGE,false", "OUT_OF_RANGE,true", "UNSTEADY,true", "CUT_SHORT,false"})
    void voltageWithoutAFrequencyIsAFaultAndNoVoltageIsAnotherOne(Cause why, boolean fault) {
        script.mains = at(new MainsFrequency.Untracked(why));
        script.during(3000);
        assertThat(held().contains(Fault.MAINS_FREQUENCY)).isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource({"16,0,false", "22.55,0,false", "22.56,0,true", "32,10,false", "32,9,true"})
    void phasesMayDifferByTheBoardsLimit(double most, double least, boolean fault) {
        script = new Script(limits(OpenPen.UNWATCHED, ResidualStandard.RDC_DD, 20));
        script.charging().during(1000);
        script.mains =
                Script.measured(
                        phase(230, most, 230 * most),
                        phase(230, least, 230 * least),
                        phase(230, most, 230 * most));
        script.after(10).during(9990);
        assertThat(held()).isEqualTo(FaultSet.NONE);
        script.after(10);
        assertThat(held().contains(Fault.PHASE_IMBALANCE)).isEqualTo(fault);
        assertThat(script.state()).isEqualTo(fault ? "Pausing" : "Charging");
    }

    @ParameterizedTest
    @CsvSource({"10,-1,true", "10,1,false", "10,0,false", "2,-400,false", "2.1,-400,true"})
    void phaseThatSeemsToFeedBackIsWiredWrongly(double amps, double watts, boolean fault) {
        script.charging().during(1000);
        script.mains = Script.measured(phase(230, 5, 1150), phase(230, amps, watts));
        script.after(10).during(4990);
        assertThat(held()).isEqualTo(FaultSet.NONE);
        script.after(10);
        assertThat(held().contains(Fault.PHASE_SWAPPED)).isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource({"CLIPPED,METER_CLIPPED,500", "FAILED,METER_FAILED,1000"})
    void meterThatCannotBeBelievedWithdrawsTheOffer(Converters seen, Fault fault, long hold) {
        script.charging().during(1000);
        script.converters = seen;
        script.after(10).during(hold - 10);
        assertThat(held()).isEqualTo(FaultSet.NONE);
        script.after(10);
        assertThat(held()).isEqualTo(FaultSet.of(fault));
        assertThat(script.state()).isEqualTo("Pausing");
    }

    @Test
    void dutyThatIsNotTheCommandedOneOpens() {
        script.charging().during(1000);
        script.duty = Duty.OTHER;
        script.after(10).during(240);
        assertThat(script.isClosed()).isTrue();
        script.after(10);
        assertThat(script.isClosed()).isFalse();
        assertThat(held()).isEqualTo(FaultSet.of(Fault.PILOT_DUTY));
    }

    @Test
    void vehicleIsGivenItsTimeToStopBeforeAFaultThatCanWaitOpens() {
        script.charging().during(1000);
        script.converters = Converters.FAILED;
        script.during(1010);
        assertThat(script.isClosed()).isTrue();
        assertThat(script.charge.offer()).isEqualTo(Amps.ZERO);
        script.pilot = PilotState.B;
        script.after(10);
        assertThat(script.isClosed()).isFalse();
        assertThat(script.state()).isEqualTo("Faulted");
        script.converters = Converters.GOOD;
        script.during(29_990);
        assertThat(script.state()).isEqualTo("Faulted");
        script.during(20);
        assertThat(script.state()).isEqualTo("Connected");
    }

    @Test
    void vehicleThatDoesNotStopForAFaultIsCutOffAfterSixSeconds() {
        script.charging().during(1000);
        script.converters = Converters.FAILED;
        script.during(1010);
        assertThat(script.state()).isEqualTo("Pausing");
        script.converters = Converters.GOOD; // the cause is gone, the offer stays withdrawn
        script.during(5990);
        assertThat(script.isClosed()).isTrue();
        script.during(10);
        assertThat(script.isClosed()).isFalse();
        assertThat(script.state()).isEqualTo("Faulted");
        assertThat(script.names()).contains(EventName.VEHICLE_CUT_OFF);
    }

    @Test
    void faultThatCanWaitOpensAtOnceWhenOneThatCannotJoinsIt() {
        script.charging().during(1000);
        script.converters = Converters.FAILED;
        script.during(1010);
        script.duty = Duty.AS_COMMANDED;
        script.mains = Script.measured(100, 0);
        script.after(10);
        assertThat(script.isClosed()).isFalse();
        assertThat(held()).isEqualTo(FaultSet.of(Fault.METER_FAILED).with(Fault.UNDER_VOLTAGE));
    }

    @Test
    void faultThatCanWaitStillKeepsAnOpenContactorOpen() {
        script.converters = Converters.FAILED;
        script.charging().during(20_000);
        assertThat(script.isClosed()).isFalse();
        assertThat(script.state()).isEqualTo("Faulted");
    }

    @Test
    void meterThatFailsAgainAndAgainLatchesOnlyWhenTheTriesAreUsedUp() {
        script.charging().during(1000);
        for (int failures = 0; failures < 7; failures++) {
            script.converters = Converters.FAILED;
            script.during(1100);
            script.pilot = PilotState.B;
            script.during(1000);
            script.converters = Converters.GOOD;
            script.during(31_000);
            script.pilot = PilotState.C;
            script.during(6000);
        }
        assertThat(script.details(EventName.FAULT_LATCHED)).containsExactly("METER_FAILED");
        assertThat(script.isClosed()).isFalse();
    }

    @Test
    void tripOfAnAmericanMonitorWaitsAQuarterOfAnHour() {
        script = new Script(limits(OpenPen.UNWATCHED, ResidualStandard.CCID20, 80));
        script.charging().during(1000);
        script.residual = Optional.of(ResidualMonitor.TRIPPED_AC);
        script.after(10);
        script.residual = Optional.empty();
        script.during(15 * 60_000 - 10);
        assertThat(script.state()).isEqualTo("Faulted");
        script.after(10);
        assertThat(script.state()).isEqualTo("Connected");
    }

    @Test
    void emergencyStopOpensAtOnceAndStaysUntilAPersonClearsIt() {
        script.charging().during(1000);
        script.housing = script.housing.with(EmergencyStop.PRESSED);
        script.after(10);
        assertThat(script.isClosed()).isFalse();
        assertThat(held()).isEqualTo(FaultSet.of(Fault.EMERGENCY_STOP));
        assertThat(script.clear()).isFalse();
        script.housing = script.housing.with(EmergencyStop.RELEASED);
        script.during(100_000);
        assertThat(script.state()).isEqualTo("Faulted");
        script.pilot = PilotState.A;
        script.during(100_000);
        assertThat(script.state()).isEqualTo("Faulted");
        assertThat(script.clear()).isTrue();
        assertThat(held()).isEqualTo(FaultSet.NONE);
    }

    @Test
    void chargerThatFallsOverOpensWithinASecondAndAKnockIsForgiven() {
        script.charging().during(1000);
        script.housing = script.housing.with(Attitude.TILTED);
        script.during(500);
        script.housing = script.housing.with(Attitude.UPRIGHT);
        script.during(100);
        assertThat(script.isClosed()).isTrue();
        script.housing = script.housing.with(Attitude.TILTED);
        script.during(510);
        assertThat(script.isClosed()).isFalse();
        assertThat(script.details(EventName.FAULT_LATCHED)).containsExactly("TILTED");
    }

    @Test
    void failingSupplyOfTheElectronicsOpensAtOnceAndChargesOnLater() {
        script.charging().during(1000);
        script.logicSupply = LogicSupply.LOW;
        script.after(10);
        assertThat(script.isClosed()).isFalse();
        assertThat(held()).isEqualTo(FaultSet.of(Fault.BROWN_OUT));
        script.logicSupply = LogicSupply.GOOD;
        script.during(35_000);
        assertThat(script.isClosed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "4", "6"})
    void onePoleThatStaysLiveIsAWeld(int livePoles) {
        script.during(5000);
        script.loadSide = Optional.of(new LoadSide(livePoles));
        script.during(600);
        assertThat(held()).isEqualTo(FaultSet.of(Fault.CONTACTOR_WELDED));
    }

    @ParameterizedTest
    @CsvSource({
        "7,230,false",
        "5,230,true",
        "3,230,true",
        "6,230,true",
        "0,230,false",
        "5,0,false"
    })
    void poleThatLetsNothingThroughIsStuckOpen(int livePoles, double secondVolts, boolean fault) {
        script.charging().during(1000);
        script.mains =
                Script.measured(phase(230, 5, 1150), phase(secondVolts, 0, 0), phase(230, 0, 0));
        script.loadSide = Optional.of(new LoadSide(livePoles));
        script.after(10).during(200);
        assertThat(held().contains(Fault.CONTACTOR_STUCK_OPEN)).isEqualTo(fault);
    }

    @Test
    void pausedChargeRestsLongerAndLongerSoThatLimitsDoNotHuntTheContactor() {
        script.charging().during(6000);
        int closings = 0;
        boolean before = script.isClosed();
        for (int cycle = 0; cycle < 360_000; cycle++) { // an hour, a limit that flips each 2 s
            script.intent =
                    script.intent.with(
                            cycle / 200 % 2 == 0 ? Enablement.DISABLED : Enablement.ENABLED);
            script.pilot = script.charge.isOffering() ? PilotState.C : PilotState.B;
            script.after(10);
            closings += script.isClosed() && !before ? 1 : 0;
            before = script.isClosed();
        }
        assertThat(closings).isBetween(14, 18);
    }

    @ParameterizedTest
    @CsvSource({"1000,29000", "5900,24100"})
    void restIsCountedFromThePause(long untilStopped, long rest) {
        script.charging().during(6000);
        script.intent = script.intent.with(Enablement.DISABLED);
        script.after(10);
        assertThat(script.state()).isEqualTo("Pausing");
        script.during(untilStopped - 10);
        script.intent = script.intent.with(Enablement.ENABLED);
        script.pilot = PilotState.B;
        script.after(10);
        assertThat(script.state()).isEqualTo("Connected");
        script.during(rest - 10);
        assertThat(script.charge.isOffering()).isFalse();
        script.after(10);
        assertThat(script.charge.isOffering()).isTrue();
    }

    private FaultSet held() {
        return script.charge.faults().held();
    }

    private static Mains at(MainsFrequency frequency) {
        return new Mains.Measured(List.of(phase(230, 0, 0)), frequency);
    }

    private static SafetyLimits limits(OpenPen pen, ResidualStandard residual, double unbalanced) {
        return new SafetyLimits(
                new Volts(195.5),
                new Volts(264.5),
                EUROPE.leastHertz(),
                EUROPE.mostHertz(),
                new Amps(unbalanced),
                pen,
                residual,
                EUROPE.heat());
    }

    @Test
    void whatSomebodyDidToTheChargerIsItsOwnersAloneToClear() {
        script.charging();
        script.housing = script.housing.with(Enclosure.OPEN);
        script.after(10);
        assertThat(script.isClosed()).isFalse();
        assertThat(script.clear(Authority.OWNER)).as("the lid is open").isFalse();
        script.housing = script.housing.with(Enclosure.CLOSED);
        script.during(60_000);
        assertThat(script.clear(Authority.ANYBODY)).isFalse();
        assertThat(script.charge.faults().tampering()).isEqualTo(FaultSet.of(Fault.TAMPER));
        assertThat(script.clear(Authority.OWNER)).isTrue();
        assertThat(script.charge.faults()).isEqualTo(FaultLog.CLEAN);
    }

    @Test
    void whatWasDoneInAnEarlierLifeKeepsTheContactorOpenInThisOne() {
        script.charge = Charge.started(new Uptime(0), FaultSet.of(Fault.TILTED));
        script.pilot = PilotState.C;
        script.during(60_000);
        assertThat(script.isClosed()).isFalse();
        assertThat(script.state()).isEqualTo("Faulted");
        assertThat(script.clear(Authority.OWNER)).isTrue();
        script.during(20_000);
        assertThat(script.isClosed()).isTrue();
    }

    private static final Fault REFUSED = Fault.REFUSED_TOO_OFTEN;

    @Test
    void anOrderlyShutDownWaitsASecondForTheAlertAndNoLonger() {
        script.charging();
        script.suspect(REFUSED);
        assertThat(script.details(EventName.FAULT_LATCHED)).containsExactly(REFUSED.name());
        script.during(990);
        assertThat(script.state()).isEqualTo("Alerting");
        assertThat(script.isClosed()).isTrue();
        assertThat(script.clear(Authority.OWNER)).isFalse();
        script.after(10);
        assertThat(script.state()).isEqualTo("Pausing");
        script.pilot = PilotState.B;
        script.during(1000);
        assertThat(script.isClosed()).isFalse();
        assertThat(script.charge.faults().tampering()).isEqualTo(FaultSet.of(REFUSED));
    }

    /// Nothing live is bare: the owner is told first.
    @Test
    void aBrokenSealOrAPlugInTheDebugHeaderIsToldFirstAndAKnockIsForgiven() {
        assertToldFirst(Housing.IN_ORDER.with(Seal.BROKEN), Fault.SEAL_BROKEN);
        script = new Script();
        assertToldFirst(Housing.IN_ORDER.with(DebugHeader.PLUGGED), Fault.DEBUG_PORT_USED);
    }

    private void assertToldFirst(Housing touched, Fault sign) {
        script.charging().during(1000);
        script.housing = touched;
        script.during(490);
        script.housing = Housing.IN_ORDER;
        script.during(100);
        assertThat(script.state()).isEqualTo("Charging");
        script.housing = touched;
        script.during(510);
        assertThat(script.state()).isEqualTo("Alerting");
        assertThat(script.isClosed()).isTrue();
        script.during(1010);
        assertThat(script.state()).isEqualTo("Pausing");
        script.pilot = PilotState.B;
        script.during(1000);
        assertThat(script.isClosed()).isFalse();
        assertThat(script.clear(Authority.OWNER)).as("it is still so").isFalse();
        script.housing = Housing.IN_ORDER;
        script.during(1000);
        assertThat(script.clear(Authority.ANYBODY)).isFalse();
        assertThat(script.charge.faults().tampering()).isEqualTo(FaultSet.of(sign));
        assertThat(script.clear(Authority.OWNER)).isTrue();
    }

    @Test
    void vehicleThatStopsByItselfIsNotKeptWaitingForTheAlert() {
        script.charging();
        script.suspect(REFUSED);
        script.pilot = PilotState.B;
        script.after(10);
        assertThat(script.isClosed()).isFalse();
        assertThat(script.state()).isEqualTo("OutOfService");
        assertThat(script.charge.faults().tampering()).isEqualTo(FaultSet.of(REFUSED));
    }

    @Test
    void faultThatCanWaitASecondWithdrawsTheOfferOfAnAlertingChargeToo() {
        script.charging();
        script.suspect(REFUSED);
        script.converters = Converters.CLIPPED;
        script.during(490);
        assertThat(script.state()).isEqualTo("Alerting");
        script.during(20);
        assertThat(script.state()).isEqualTo("Pausing");
        assertThat(script.charge.faults().held().contains(Fault.METER_CLIPPED)).isTrue();
    }

    @Test
    void suspicionThatStandsIsNotRaisedAnew() {
        script.charging();
        script.suspect(REFUSED);
        Charge before = script.charge;
        script.suspect(REFUSED);
        assertThat(script.charge).isEqualTo(before);
        assertThat(script.details(EventName.FAULT_RAISED)).hasSize(1);
    }

    @Test
    void anAlertThatHasArrivedEndsTheWaitingAndOneOfEarlierDoesNot() {
        script.charging();
        script.suspect(REFUSED);
        Uptime raised = script.now();
        script.during(100);
        Uptime now = script.now();
        Uptime earlier = new Uptime(raised.nanos() - 1);
        assertThat(ChargeMachine.told(script.charge, earlier, now)).isEqualTo(script.charge);
        script.charge = ChargeMachine.told(script.charge, raised, now);
        script.after(10);
        assertThat(script.state()).isEqualTo("Pausing");
    }

    @Test
    void whatProtectsNeverWaitsForAnAlert() {
        script.charging();
        script.suspect(REFUSED);
        script.housing = script.housing.with(Enclosure.OPEN);
        script.after(10);
        assertThat(script.isClosed()).isFalse();
    }

    @Test
    void anAlertThatNobodyWaitsForChangesNothing() {
        script.charging();
        Charge before = script.charge;
        assertThat(ChargeMachine.told(before, new Uptime(0), new Uptime(9))).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"1.0, false", "1.01, true"})
    void currentPastAnOpenContactorIsTheftAndNoWeld(double amps, boolean stray) {
        script.mains = Script.measured(230, amps);
        script.during(4990);
        assertThat(script.charge.faults().held().isEmpty()).isTrue();
        script.during(1000);
        assertThat(script.charge.faults().tampering())
                .isEqualTo(FaultSet.when(stray, Fault.STRAY_CURRENT));
        assertThat(script.charge.faults().held().contains(Fault.CONTACTOR_WELDED)).isFalse();
    }

    @Test
    void currentThroughAWeldedContactorOrOfABrokenConverterIsNoTheft() {
        script.mains = Script.measured(230, 10);
        script.loadSide = Optional.of(LoadSide.LIVE);
        script.during(10_000);
        assertThat(script.charge.faults().held()).isEqualTo(FaultSet.of(Fault.CONTACTOR_WELDED));
        script.loadSide = Optional.empty();
        script.converters = Converters.FAILED;
        script.during(10_000);
        assertThat(script.charge.faults().tampering().isEmpty()).isTrue();
    }
}
