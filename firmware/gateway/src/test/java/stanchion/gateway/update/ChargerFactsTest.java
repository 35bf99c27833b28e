package stanchion.gateway.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.gateway.time.Timeline;
import stanchion.hal.Absence;
import stanchion.hal.Inputs.ContactorPosition;
import stanchion.hal.Reading;
import stanchion.link.Report;
import stanchion.link.Report.RequestOutcome.Verdict;
import stanchion.link.Request;
import stanchion.pilot.PilotState;
import stanchion.safety.Fault;
import stanchion.schedule.LimitSource;
import stanchion.schedule.NamedLimit;
import stanchion.units.Amps;
import stanchion.units.DutyCycle;
import stanchion.units.Uptime;
import stanchion.units.WattHours;
import stanchion.update.Health.SelfTest;
import stanchion.update.slot.Gate;

/// When a charger may be restarted for an update, and when the version it runs does well.
class ChargerFactsTest {
    @TempDir private Path folder;

    private final List<Request> asked = new ArrayList<>();
    private long nanos = 1_000_000_000_000L;
    private long cycles;
    private long missed;

    private ChargerFacts facts() {
        Timeline timeline = new Timeline(() -> Instant.parse("2026-06-01T12:00:00Z"), () -> nanos);
        return new ChargerFacts(timeline, asked::add, new Supervisor(folder));
    }

    @Test
    void aChargerThatHasNotBeenHeardForThreeSecondsIsSilent() {
        ChargerFacts facts = facts();
        assertThat(facts.gate()).isEqualTo(Gate.CHARGER_SILENT);
        facts.status(status(PilotState.A, ContactorPosition.OPEN, Set.of()));
        assertThat(facts.gate()).isEqualTo(Gate.OPEN);
        pass(Duration.ofMillis(3_001));
        assertThat(facts.gate()).isEqualTo(Gate.CHARGER_SILENT);
    }

    @Test
    void aVehicleThatDrawsAClosedContactorOrAFaultKeepTheGateShut() {
        ChargerFacts facts = facts();
        facts.status(status(PilotState.B, ContactorPosition.OPEN, Set.of()));
        assertThat(facts.gate()).isEqualTo(Gate.OPEN);
        for (PilotState state : List.of(PilotState.C, PilotState.D, PilotState.E, PilotState.F)) {
            facts.status(status(state, ContactorPosition.OPEN, Set.of()));
            assertThat(facts.gate()).as(state.name()).isEqualTo(Gate.VEHICLE_CHARGES);
        }
        facts.status(status(PilotState.B, ContactorPosition.CLOSED, Set.of()));
        assertThat(facts.gate()).isEqualTo(Gate.VEHICLE_CHARGES);
        facts.status(status(PilotState.A, ContactorPosition.OPEN, Set.of(Fault.TAMPER)));
        assertThat(facts.gate()).isEqualTo(Gate.FAULT);
    }

    @Test
    void aChargerIsHeldOnlyOnceItHasAgreedAndIsStillIdleAfterwards() {
        ChargerFacts facts = facts();
        facts.status(idle());
        assertThat(facts.hold()).isEqualTo(Gate.CHARGER_SILENT);
        assertThat(asked).hasSize(1);
        Request.Hold hold = (Request.Hold) asked.getFirst();
        assertThat(hold.validFor()).hasSeconds(60);
        assertThat(hold.id()).isNegative();

        pass(Duration.ofMillis(10));
        facts.decided(outcome(hold.id(), Verdict.ACCEPTED));
        assertThat(facts.hold()).as("no status since").isEqualTo(Gate.CHARGER_SILENT);
        pass(Duration.ofMillis(10));
        facts.status(idle());
        assertThat(facts.hold()).isEqualTo(Gate.OPEN);
        assertThat(asked).as("asked once").hasSize(1);
    }

    @Test
    void aVehicleThatBeginsToChargeMeanwhileEndsTheHold() {
        ChargerFacts facts = held();
        facts.status(status(PilotState.C, ContactorPosition.CLOSED, Set.of()));
        assertThat(facts.hold()).isEqualTo(Gate.VEHICLE_CHARGES);
        facts.status(idle());
        assertThat(facts.hold()).as("it must agree anew").isEqualTo(Gate.CHARGER_SILENT);
        assertThat(asked).hasSize(2);
    }

    @Test
    void aHoldThatIsNearlyOverIsAskedForAnew() {
        ChargerFacts facts = held();
        pass(ChargerFacts.USABLE.plusSeconds(1));
        facts.status(idle());
        assertThat(facts.hold()).isEqualTo(Gate.CHARGER_SILENT);
        assertThat(asked).hasSize(2);
    }

    @Test
    void aRefusalAndAnAnswerForSomebodyElseHoldNothingAndAreNotAskedForWithoutEnd() {
        ChargerFacts facts = facts();
        facts.status(idle());
        facts.hold();
        facts.decided(outcome(17, Verdict.ACCEPTED));
        facts.decided(outcome(asked.getFirst().id(), Verdict.REFUSED));
        for (int step = 0; step < 49; step++) {
            pass(Duration.ofMillis(100));
            facts.status(idle());
            assertThat(facts.hold()).isEqualTo(Gate.CHARGER_SILENT);
        }
        assertThat(asked).hasSize(1);
        pass(Duration.ofMillis(200));
        facts.status(idle());
        facts.hold();
        assertThat(asked).hasSize(2);
    }

    @Test
    void healthCountsTheTimeSinceADeadlineWasLastMissed() {
        ChargerFacts facts = facts();
        facts.status(idle());
        assertThat(facts.health().deadlinesMet()).isZero();
        seconds(facts, 10, 0);
        assertThat(facts.health().deadlinesMet()).hasSeconds(9);
        seconds(facts, 1, 50);
        assertThat(facts.health().deadlinesMet()).isZero();
        seconds(facts, 5, 1);
        assertThat(facts.health().deadlinesMet()).as("one in a hundred").hasSeconds(5);
        pass(Duration.ofSeconds(4));
        assertThat(facts.health().deadlinesMet()).as("nothing is heard").isZero();
    }

    @Test
    void aLoopThatStandsStillMeetsNoDeadline() {
        ChargerFacts facts = facts();
        seconds(facts, 3, 0);
        pass(Duration.ofSeconds(1));
        facts.rhythm(new Report.Rhythm(new Uptime(nanos), cycles, missed));
        assertThat(facts.health().deadlinesMet()).isZero();
    }

    @Test
    void aFaultFailsTheSelfTestAndSilenceLeavesItOpen() {
        ChargerFacts facts = facts();
        assertThat(facts.health().selfTest()).isEqualTo(SelfTest.PENDING);
        facts.status(idle());
        assertThat(facts.health().selfTest()).isEqualTo(SelfTest.PASSED);
        facts.status(status(PilotState.A, ContactorPosition.OPEN, Set.of(Fault.TAMPER)));
        assertThat(facts.health().selfTest()).isEqualTo(SelfTest.FAILED);
    }

    @Test
    void theTimeWithoutABrokerCountsFromTheLastMomentOfOne() {
        ChargerFacts facts = facts();
        pass(Duration.ofSeconds(20));
        assertThat(facts.health().withoutLink()).hasSeconds(20);
        facts.linked(true);
        assertThat(facts.health().withoutLink()).isZero();
        pass(Duration.ofSeconds(10));
        facts.linked(false);
        assertThat(facts.health().withoutLink()).hasSeconds(10);
    }

    @Test
    void theSupervisorIsAskedByFiles() {
        ChargerFacts facts = facts();
        facts.switchOver();
        assertThat(folder).isDirectoryContaining("glob:**switch");
        facts.confirmed();
        facts.confirmed();
        assertThat(folder).isDirectoryContaining("glob:**confirmed");
    }

    private ChargerFacts held() {
        ChargerFacts facts = facts();
        facts.status(idle());
        facts.hold();
        facts.decided(outcome(asked.getFirst().id(), Verdict.ACCEPTED));
        pass(Duration.ofMillis(10));
        facts.status(idle());
        assertThat(facts.hold()).isEqualTo(Gate.OPEN);
        return facts;
    }

    private void seconds(ChargerFacts facts, int count, int missedEach) {
        for (int second = 0; second < count; second++) {
            pass(Duration.ofSeconds(1));
            cycles += 100;
            missed += missedEach;
            facts.rhythm(new Report.Rhythm(new Uptime(nanos), cycles, missed));
        }
    }

    private void pass(Duration span) {
        nanos += span.toNanos();
    }

    private Report.RequestOutcome outcome(long id, Verdict verdict) {
        return new Report.RequestOutcome(new Uptime(nanos), id, verdict, Amps.ZERO, "");
    }

    private Report.Status idle() {
        return status(PilotState.B, ContactorPosition.OPEN, Set.of());
    }

    private Report.Status status(PilotState pilot, ContactorPosition contactor, Set<Fault> faults) {
        return new Report.Status(
                new Uptime(nanos),
                pilot,
                "Idle",
                new DutyCycle(100),
                Amps.ZERO,
                new NamedLimit(new Amps(16), LimitSource.BOARD),
                Request.Enablement.ENABLED,
                contactor,
                faults,
                new Reading.Missing<>(Absence.SILENT),
                WattHours.ZERO);
    }
}
