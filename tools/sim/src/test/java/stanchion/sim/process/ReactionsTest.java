package stanchion.sim.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import stanchion.hal.Commands;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.hal.Commands.PilotOutput;
import stanchion.hal.Commands.ResidualTest;
import stanchion.pilot.PilotState;
import stanchion.units.DutyCycle;

final class ReactionsTest {
    private static final PilotOutput PWM = new PilotOutput.Pwm(new DutyCycle(26.67));
    private static final Commands CLOSED = commands(PWM, ContactorCommand.CLOSE);
    private static final Commands OFFERED = commands(PWM, ContactorCommand.OPEN);

    private final Reactions reactions = new Reactions();

    private static Commands commands(PilotOutput pilot, ContactorCommand contactor) {
        return new Commands(pilot, contactor, ResidualTest.OFF);
    }

    private static long millis(long count) {
        return count * 1_000_000;
    }

    private void chargingSince(long millis) {
        reactions.shown(PilotState.C, millis(millis));
        reactions.driven(CLOSED, millis(millis));
    }

    @Test
    void openingIsTimedFromTheChangeToTheFirstCommandThatOpens() {
        chargingSince(10);
        reactions.shown(PilotState.B, millis(100));
        reactions.driven(CLOSED, millis(110));
        reactions.driven(OFFERED, millis(121));
        reactions.driven(OFFERED, millis(131));
        assertThat(reactions.take())
                .isEqualTo("{\"openingMicros\":[21000],\"withdrawalMicros\":[],\"unanswered\":0}");
        assertThat(reactions.take()).contains("\"openingMicros\":[]");
    }

    @Test
    void withdrawalIsTimedWhenAVehicleInBLeaves() {
        reactions.shown(PilotState.B, millis(10));
        reactions.driven(OFFERED, millis(10));
        reactions.shown(PilotState.A, millis(50));
        reactions.driven(OFFERED, millis(60));
        reactions.driven(Commands.SAFE, millis(83));
        assertThat(reactions.take()).contains("\"withdrawalMicros\":[33000]");
    }

    @Test
    void changesThatNothingFollowsFromAreNotTimed() {
        reactions.shown(PilotState.C, millis(10));
        reactions.driven(OFFERED, millis(10));
        reactions.shown(PilotState.B, millis(20));
        reactions.driven(OFFERED, millis(30));
        assertThat(reactions.take())
                .isEqualTo("{\"openingMicros\":[],\"withdrawalMicros\":[],\"unanswered\":0}");
    }

    @Test
    void commandThatWasUnderWayBeforeTheChangeIsNoAnswer() {
        chargingSince(10);
        reactions.shown(PilotState.A, millis(100));
        reactions.driven(OFFERED, millis(99));
        reactions.driven(OFFERED, millis(110));
        assertThat(reactions.take()).contains("\"openingMicros\":[10000]");
    }

    @Test
    void changeThatIsOvertakenByTheNextIsCountedAsUnanswered() {
        chargingSince(10);
        reactions.shown(PilotState.B, millis(100));
        reactions.shown(PilotState.C, millis(105));
        reactions.driven(CLOSED, millis(110));
        assertThat(reactions.take()).contains("\"unanswered\":1");
    }

    @Test
    void oldestAreForgottenBeyondTheLimit() {
        for (int i = 0; i <= Reactions.MOST; i++) {
            chargingSince(0);
            reactions.shown(PilotState.B, 0);
            reactions.driven(OFFERED, (i + 1) * 1_000L);
        }
        assertThat(reactions.take()).startsWith("{\"openingMicros\":[2,3,");
    }
}
