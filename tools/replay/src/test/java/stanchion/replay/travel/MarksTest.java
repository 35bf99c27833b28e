package stanchion.replay.travel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import stanchion.replay.travel.Mark.Kind;

final class MarksTest {
    @Test
    void theOnesAroundACycleAreFoundAndNoMoreThanWanted() {
        Marks marks = marks(100);
        assertThat(marks.around(50, 10, _ -> true))
                .extracting(Mark::cycle)
                .containsExactly(45L, 46L, 47L, 48L, 49L, 50L, 51L, 52L, 53L, 54L);
        assertThat(marks.around(0, 3, _ -> true))
                .extracting(Mark::cycle)
                .containsExactly(0L, 1L, 2L);
        assertThat(marks.around(99, 3, _ -> true))
                .extracting(Mark::cycle)
                .containsExactly(97L, 98L, 99L);
        assertThat(marks.around(50, 10, Marks.holding("EVENT 7")))
                .extracting(Mark::cycle)
                .containsExactly(7L, 70L, 71L, 72L, 73L, 74L, 75L, 76L, 77L, 78L);
    }

    @Test
    void nextAndPreviousAreStrictlyLaterAndEarlier() {
        Marks marks = marks(10);
        assertThat(marks.after(4, _ -> true).orElseThrow().cycle()).isEqualTo(5);
        assertThat(marks.before(4, _ -> true).orElseThrow().cycle()).isEqualTo(3);
        assertThat(marks.after(9, _ -> true)).isEmpty();
        assertThat(marks.before(0, _ -> true)).isEmpty();
        assertThat(marks.changed(9)).as("events are no changes").isEmpty();
        marks.add(new Mark(12, 0, Kind.STATE, "a -> b"));
        assertThat(marks.changed(11)).isEmpty();
        assertThat(marks.changed(12).orElseThrow().text()).isEqualTo("a -> b");
    }

    @Test
    void marksBeyondTheLimitAreCounted() {
        Marks marks = marks(Marks.MOST + 3);
        assertThat(marks.left()).isEqualTo(3);
        assertThat(marks.after(Marks.MOST - 2L, _ -> true).orElseThrow().cycle())
                .isEqualTo(Marks.MOST - 1L);
        assertThat(marks.after(Marks.MOST - 1L, _ -> true)).isEmpty();
    }

    private static Marks marks(int count) {
        Marks marks = new Marks();
        for (int cycle = 0; cycle < count; cycle++) {
            marks.add(new Mark(cycle, cycle * 10L, Kind.EVENT, "" + cycle));
        }
        return marks;
    }
}
