package stanchion.powercut.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stanchion.powercut.Moment;
import stanchion.powercut.Story;

final class FactsTest {
    private final Facts facts = new Facts(Story.CONFIRMED);

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "found outbox 1 7 whole, 0, 0", // what was acknowledged
        "found outbox 1 8 whole, 0, 0", // and one on whose way to the channel the power went
        "found outbox 4 7 whole, 0, 0", // without what was sent
        "found outbox 5 7 whole, 1, 1", // and without one that was not
        "found outbox 1 5 whole, 2, 1",
        "found outbox 1 9 whole, 0, 1", // which nobody wrote
        "found outbox 1 7 damaged, 0, 1",
        "found outbox 1 0 whole, 7, 1"
    })
    void whatIsFoundIsHeldAgainstWhatWasAcknowledged(String found, long lost, int violations) {
        facts.hear("outbox 6.");
        facts.hear("outbox 7.");
        facts.hear("sent 3.");
        facts.hear("outb"); // cut off
        facts.hear(found + ".");
        assertThat(facts.violations()).hasSize(violations);
        assertThat(facts.powerOff().lost()).isEqualTo(lost);
    }

    @Test
    void lineThatWasCutOffTellsNothing() {
        facts.hear("energy 12.");
        facts.hear("energy 1");
        facts.hear("promise conf");
        facts.hear("end");
        assertThat(facts.acknowledged("energy")).isEqualTo(12);
        assertThat(facts.order(Writer.REAL)).isEqualTo("go CONFIRMED order 0");
        assertThat(facts.ended()).isFalse();
    }

    @Test
    void promisesGoBackToTheMachineAsItToldThem() {
        facts.hear("promise tried order 3.");
        facts.hear("boots 2.0.0.");
        assertThat(facts.order(Writer.REAL)).isEqualTo("go CONFIRMED tried order 3");
        assertThat(facts.order(Writer.UNFLUSHED)).isEqualTo("unflushed CONFIRMED tried order 3");
        assertThat(facts.powerOff().boots()).isEqualTo(1);
        assertThat(facts.powerOff().boots()).isZero();
    }

    @Test
    void momentIsTheLastThatWasTold() {
        assertThat(facts.moment()).isEqualTo(Moment.MOUNTING);
        facts.hear("at FETCHING.");
        assertThat(facts.moment()).isEqualTo(Moment.FETCHING);
        facts.hear("end.");
        assertThat(facts.moment()).isEqualTo(Moment.RESTING);
        facts.powerOff();
        assertThat(facts.moment()).isEqualTo(Moment.MOUNTING);
    }

    @Test
    void whatWasKnownAtAStartIsKnownAgainFromItsLines() throws Exception {
        facts.hear("promise tries 1 power 2 order 0.");
        facts.hear("outbox 12.");
        facts.hear("sent 8.");
        facts.order(Writer.REAL);
        facts.hear("outbox 13.");
        Facts again = Facts.of(facts.atStart());
        assertThat(again.order(Writer.REAL)).isEqualTo("go CONFIRMED tries 1 power 2 order 0");
        assertThat(again.atStart()).isEqualTo(facts.atStart());
        again.hear("found outbox 9 12 whole.");
        assertThat(again.violations()).isEmpty();
        again.hear("found outbox 10 12 whole.");
        assertThat(again.violations()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "LIVED", "CONFIRMED\noutbox many", "CONFIRMED\nfound energy 1 2 whole"})
    void whatCannotBeReadIsNotKnown(String lines) {
        assertThatThrownBy(() -> Facts.of(lines.lines().toList()))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("what was known");
    }

    @Test
    void violationOfTheMachineIsKept() {
        facts.hear("violation nothing boots: it is gone.");
        assertThat(facts.violations()).containsExactly("nothing boots: it is gone");
    }
}
