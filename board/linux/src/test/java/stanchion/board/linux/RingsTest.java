package stanchion.board.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import stanchion.hal.MainsBlock;

class RingsTest {
    private final PilotRing pilot = new PilotRing(4);
    private final MainsRing mains = new MainsRing(2, 8);

    @Test
    void roundsOfOneCycleAreJoinedInOrder() {
        round(1, 2);
        round(3);
        round();
        assertThat(pilot.waiting()).isEqualTo(3);
        assertThat(pilot.newest(3).inputs).isZero();
        assertThat(pilot.take(3).codes()).containsExactly(1, 2, 3);
        assertThat(pilot.waiting()).isZero();
    }

    @Test
    void roundsNobodyTookAreKeptAndLaterOnesDropped() {
        for (int i = 0; i < 40; i++) {
            round(i);
        }
        assertThat(pilot.waiting()).isEqualTo(16);
        assertThat(pilot.take(16).codes()).startsWith((short) 0).endsWith((short) 15);
        round(77);
        assertThat(pilot.take(1).codes()).containsExactly((short) 77);
    }

    @Test
    void framesJoinAcrossTheEndOfTheRing() {
        long number = 5;
        for (int cycle = 0; cycle < 9; cycle++) {
            frames(number, 5);
            MainsBlock block = mains.take();
            assertThat(block.firstFrame()).isEqualTo(number);
            for (int i = 0; i < 5; i++) {
                assertThat(block.codes()[2 * i]).isEqualTo((int) number + i);
                assertThat(block.codes()[2 * i + 1]).isEqualTo(-(int) number - i);
            }
            number += 5;
        }
    }

    @Test
    void lostFrameShowsInTheNumberOfTheNextBlock() {
        frames(0, 3);
        frames(4, 2);
        MainsBlock before = mains.take();
        assertThat(before.firstFrame() + before.frames()).isEqualTo(3);
        assertThat(mains.take().firstFrame()).isEqualTo(4);
    }

    @Test
    void framesOfALoopThatCameTooLateAreLostInTheOpen() {
        frames(0, 20);
        assertThat(mains.take().frames()).isEqualTo(8);
        frames(20, 2);
        MainsBlock after = mains.take();
        assertThat(after.firstFrame()).isEqualTo(20);
        assertThat(after.frames()).isEqualTo(2);
    }

    @Test
    void silentConverterGivesAnEmptyBlockThatJoins() {
        frames(0, 3);
        mains.take();
        MainsBlock nothing = mains.take();
        assertThat(nothing.firstFrame()).isEqualTo(3);
        assertThat(nothing.frames()).isZero();
    }

    private void round(int... codes) {
        PilotRing.Round round = pilot.next();
        round.count = codes.length;
        for (int i = 0; i < codes.length; i++) {
            round.codes[i] = (short) codes[i];
        }
        pilot.publish(round);
    }

    private void frames(long first, int count) {
        for (int i = 0; i < count; i++) {
            int code = (int) first + i;
            mains.add(first + i, new int[] {code, -code});
        }
    }
}
