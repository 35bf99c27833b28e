package stanchion.powercut.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import stanchion.powercut.Moment;
import stanchion.powercut.Story;

/// The hand at the plug and a machine whose lines are written here; `*` is a change of its disk.
final class PowerOnTest {
    private static final CutPlan FETCHING =
            new CutPlan(Moment.FETCHING, 2, 3, 512, Story.REVERTED, new SplittableRandom(1));

    private final PowerSupply supply = new PowerSupply(new byte[1 << 16]);
    private final Facts facts = new Facts(Story.CONFIRMED);

    @Test
    void powerGoesSoManyChangesAfterTheMomentOfThePlan() throws Exception {
        Machine machine = new Machine("*", "at STARTING", "*", "at FETCHING", "*", "*", "*");
        Facts after = on(machine, FETCHING, Writer.REAL).untilItIsGone();
        assertThat(machine.said).containsExactly("go CONFIRMED order 0");
        assertThat(supply.cut()).hasValueSatisfying(cut -> assertThat(cut.change()).isEqualTo(4));
        assertThat(after.moment()).isEqualTo(Moment.FETCHING);
        assertThat(after.violations()).isEmpty();
    }

    @Test
    void momentThatDoesNotComeIsReplacedByTheEnd() throws Exception {
        Machine machine = new Machine("*", "at TRYING", "*", "end", "*", "*");
        on(machine, FETCHING, Writer.REAL).untilItIsGone();
        assertThat(supply.cut()).hasValueSatisfying(cut -> assertThat(cut.change()).isEqualTo(4));
    }

    @Test
    void violationTurnsThePowerOff() throws Exception {
        Machine machine = new Machine("*", "violation nothing boots", "*", "*");
        Facts after = on(machine, FETCHING, Writer.REAL).untilItIsGone();
        assertThat(supply.cut()).hasValueSatisfying(cut -> assertThat(cut.change()).isEqualTo(1));
        assertThat(after.violations()).containsExactly("nothing boots");
    }

    @Test
    void toldStoryIsJudgedByTheVerifiersProcessBeforeTheDiskIsRenewed() throws Exception {
        facts.hear("end.");
        Machine machine =
                new Machine(
                        "*", "end", "verified BOOT B 2.0.0", "released", "at FETCHING", "*", "*");
        Facts after = on(machine, FETCHING, Writer.REAL).untilItIsGone();
        assertThat(machine.said)
                .containsExactly("go CONFIRMED order 0", "verify", "renew", "go REVERTED order 0");
        assertThat(after.ended()).isFalse();
        assertThat(after.violations()).isEmpty();
    }

    @Test
    void verifiersProcessThatDoesNotBootIsAViolation() throws Exception {
        facts.hear("end.");
        Machine machine = new Machine("end", "verified REFUSED A ROLLBACK", "released");
        Facts after = on(machine, FETCHING, Writer.REAL).untilItIsGone();
        assertThat(after.violations()).hasSize(1);
        assertThat(supply.cut()).isPresent();
    }

    @Test
    void carelessWriterIsCutAfterSoManyRecordsAndCaughtByTheNextStart() throws Exception {
        Machine machine = new Machine("found careless 1 0 whole", "careless 2", "careless 3");
        Facts after = on(machine, FETCHING, Writer.CARELESS).untilItIsGone();
        assertThat(machine.said).containsExactly("careless");
        after.powerOff();
        supply.on(512);
        Machine next = new Machine("found careless 1 0 whole", "careless 1");
        Facts found = new PowerOn(next, FETCHING, supply, Writer.CARELESS, after).untilItIsTold();
        assertThat(found.powerOff().lost()).isEqualTo(3);
    }

    private PowerOn on(Machine machine, CutPlan plan, Writer writer) {
        supply.hold(new PowerSupply.Plug(plan.lots(), machine.lines::clear));
        return new PowerOn(machine, plan, supply, writer, facts);
    }

    private final class Machine implements PowerOn.Channel {
        private final ArrayDeque<String> lines;
        private final List<String> said = new ArrayList<>();

        Machine(String... lines) {
            this.lines = new ArrayDeque<>(Arrays.asList(lines));
        }

        @Override
        public void say(String line) {
            said.add(line);
        }

        @Override
        public String hear() {
            while (!lines.isEmpty() && lines.getFirst().equals("*")) {
                lines.removeFirst();
                supply.change(supply.medium());
            }
            return lines.isEmpty() ? "" : lines.removeFirst() + ".";
        }
    }
}
