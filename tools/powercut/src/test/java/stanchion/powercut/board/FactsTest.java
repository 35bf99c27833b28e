package stanchion.powercut.board;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stanchion.powercut.Story;

final class FactsTest {
    private final Facts facts = new Facts(Story.CONFIRMED);

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "found outbox 7 7 whole, 0, 0", // what was acknowledged
        "found outbox 8 8 whole, 0, 0", // and one on whose way to the channel the power went
        "found outbox 5 5 whole, 2, 1",
        "found outbox 9 9 whole, 0, 1", // which nobody wrote
        "found outbox 7 6 whole, 0, 1", // a gap
        "found outbox 7 7 damaged, 0, 1",
        "found outbox 0 0 whole, 7, 1"
    })
    void whatIsFoundIsHeldAgainstWhatWasAcknowledged(String found, long lost, int violations) {
        facts.hear("outbox 6.");
        facts.hear("outbox 7.");
        facts.hear("outb"); // cut off
        facts.hear(found + ".");
        assertThat(facts.lost()).isEqualTo(lost);
        assertThat(facts.violations()).hasSize(violations);
    }

    @Test
    void lineThatWasCutOffTellsNothing() {
        facts.hear("energy 12.");
        facts.hear("energy 1");
        facts.hear("promise conf");
        facts.hear("end");
        assertThat(facts.records()).isEqualTo(12);
        assertThat(facts.promises()).isEqualTo("order 0");
        assertThat(facts.ended()).isFalse();
    }

    @Test
    void promisesGoBackToTheMachineAsItToldThem() {
        facts.hear("promise tried order 3.");
        facts.hear("boots 2.0.0.");
        assertThat(facts.order()).isEqualTo("go CONFIRMED tried order 3");
        assertThat(facts.boots()).isEqualTo(1);
        facts.powerOff();
        assertThat(facts.boots()).isZero();
    }

    @Test
    void violationOfTheMachineIsKept() {
        facts.hear("violation nothing boots: it is gone.");
        assertThat(facts.violations()).containsExactly("nothing boots: it is gone");
    }
}
