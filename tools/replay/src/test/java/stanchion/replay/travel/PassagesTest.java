package stanchion.replay.travel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import stanchion.replay.travel.Passage.Anchor;
import stanchion.replay.travel.Passage.Range;
import stanchion.safety.Fault;
import stanchion.safety.FaultSet;

final class PassagesTest {
    private static final int MANY = 3 * Passages.MOST + 7;
    private static final int FAULTY = 100_003;

    @Test
    void shortJournalIsKeptCycleByCycle() {
        Passages passages = passages(1000);
        assertThat(passages.cycles()).isEqualTo(1000);
        assertThat(passages.length()).isEqualTo(1);
        assertThat(passages.at(999)).isEqualTo(cycle(999));
    }

    @Test
    void longJournalIsKeptInPassagesThatLoseNothingOfWhatWasSeen() {
        Passages passages = passages(MANY);
        assertThat(passages.length()).isEqualTo(4);
        assertThat(passages.cycles()).isEqualTo(MANY);
        for (int at : new int[] {0, 3, 4, FAULTY, Passages.MOST, MANY - 1}) {
            Passage passage = passages.at(at);
            assertThat(passage.first()).isEqualTo(at / 4 * 4L);
            assertThat(passage.end()).isEqualTo(Math.min(MANY, passage.first() + 4));
            assertThat(passage.anchor()).isEqualTo(cycle((int) passage.first()).anchor());
            assertThat(passage.from()).isEqualTo(passage.first() * 10);
            assertThat(passage.duty()).isEqualTo(new Range(passage.first(), passage.end() - 1.0));
        }
        assertThat(passages.at(FAULTY).faults().contains(Fault.EARTH_LOST)).isTrue();
        assertThat(passages.at(FAULTY + 4).faults().isEmpty()).isTrue();
        assertThat(passages.at(0).states()).isEqualTo(0b11);
    }

    private static Passages passages(int cycles) {
        Passages passages = new Passages();
        for (int at = 0; at < cycles; at++) {
            passages.add(cycle(at));
        }
        return passages;
    }

    private static Passage cycle(int at) {
        return new Passage(
                new Anchor(at / 100 * 1000, at / 100 * 100L),
                at,
                1,
                at * 10L,
                1 << (at % 2),
                Passage.COMMAND_OPEN,
                FaultSet.when(at == FAULTY, Fault.EARTH_LOST),
                Range.of(at),
                Range.NONE);
    }
}
