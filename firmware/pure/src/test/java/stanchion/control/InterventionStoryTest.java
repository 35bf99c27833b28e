package stanchion.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import stanchion.hal.BoardProfile;
import stanchion.hal.BoardProfile.CableAttachment;
import stanchion.hal.BoardProfile.Ventilation;
import stanchion.hal.Commands;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.hal.Commands.PilotOutput;
import stanchion.hal.Inputs.Earth;
import stanchion.hal.Inputs.Enclosure;
import stanchion.link.Report;
import stanchion.link.Report.RequestOutcome.Verdict;
import stanchion.link.Request;
import stanchion.safety.Fault;
import stanchion.session.ChargeMachine;
import stanchion.session.Decision;

/// A session with a bug: it keeps the contactor closed once it has been. The interlock opens it.
final class InterventionStoryTest {
    private final BoardProfile board = Rig.board(CableAttachment.SOCKET, Ventilation.ABSENT);
    private boolean buggy;
    private final Rig rig = new Rig(board, deciding());

    private ControlCycle.Deciding deciding() {
        ChargeMachine sound = new ChargeMachine(board);
        return (before, measured, intent) -> {
            Decision decision = sound.decide(before, measured, intent);
            return buggy ? closed(decision) : decision;
        };
    }

    private static Decision closed(Decision sound) {
        Commands wanted = sound.commands();
        Commands commands =
                new Commands(wanted.pilot(), ContactorCommand.CLOSE, wanted.residualTest());
        return new Decision(sound.next(), commands, sound.events(), sound.limits());
    }

    @Test
    void sessionThatKeepsTheContactorClosedWithoutEarthIsOverruledInTheSameCycle() {
        rig.charge();
        buggy = true;
        rig.earth = Earth.LOST;
        rig.run();
        assertThat(rig.isClosed()).isFalse();
        assertThat(rig.interventions()).isEqualTo(1);
        assertThat(rig.status().faults()).contains(Fault.INTERLOCK);
        assertThat(rig.status().state()).isEqualTo("OutOfService");
        assertThat(rig.reports)
                .filteredOn(Report.Event.class::isInstance)
                .extracting(report -> (Report.Event) report)
                .filteredOn(event -> event.name().equals("INTERLOCK_INTERVENED"))
                .extracting(Report.Event::detail)
                .containsExactly("EARTH");
    }

    @Test
    void everyCycleOfTheBugIsCountedAndTheContactorStaysOpen() {
        rig.charge();
        buggy = true;
        rig.housing = rig.housing.with(Enclosure.OPEN);
        for (int cycle = 1; cycle <= 50; cycle++) {
            rig.run();
            assertThat(rig.isClosed()).isFalse();
            assertThat(rig.interventions()).isEqualTo(cycle);
        }
    }

    @Test
    void interventionStaysAFaultUntilAPersonClearsIt() {
        rig.charge();
        buggy = true;
        rig.earth = Earth.LOST;
        rig.run();
        buggy = false;
        rig.earth = Earth.CONNECTED;
        rig.wait(Duration.ofMinutes(1));
        rig.unplug();
        rig.wait(Duration.ofMinutes(1));
        assertThat(rig.status().faults()).containsExactly(Fault.INTERLOCK);
        assertThat(rig.commands.pilot()).isEqualTo(new PilotOutput.SteadyHigh());
        rig.requests.add(new Request.ClearFaults(9));
        rig.run();
        assertThat(rig.reports)
                .filteredOn(Report.RequestOutcome.class::isInstance)
                .extracting(report -> ((Report.RequestOutcome) report).verdict())
                .containsExactly(Verdict.ACCEPTED);
        assertThat(rig.status().faults()).isEmpty();
        assertThat(rig.interventions()).isEqualTo(1);
    }

    @Test
    void soundSessionIsNeverOverruled() {
        rig.charge();
        rig.earth = Earth.LOST;
        rig.wait(Duration.ofSeconds(5));
        assertThat(rig.interventions()).isZero();
    }
}
