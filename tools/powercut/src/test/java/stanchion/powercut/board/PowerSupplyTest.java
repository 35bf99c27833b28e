package stanchion.powercut.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import stanchion.powercut.nbd.Medium;

final class PowerSupplyTest {
    private final PowerSupply supply = new PowerSupply(new byte[1 << 16]);
    private final AtomicInteger offs = new AtomicInteger();

    @Test
    void powerGoesAtTheChangeThatWasArmedAndOnce() {
        supply.hold(new PowerSupply.Plug(new SplittableRandom(1), offs::incrementAndGet));
        supply.medium().write(0, new byte[] {1});
        assertThat(supply.change(supply.medium())).isTrue();
        supply.cutAfter(2);
        supply.medium().flush();
        assertThat(supply.change(supply.medium())).isTrue();
        supply.medium().write(4096, new byte[] {1});
        assertThat(supply.change(supply.medium())).isFalse();
        assertThat(supply.change(supply.medium())).isFalse();
        assertThat(offs).hasValue(1);
        assertThat(supply.cut())
                .hasValueSatisfying(cut -> {
                    assertThat(cut.change()).isEqualTo(3);
                    assertThat(cut.atoms().pending()).isEqualTo(1);
                });
        assertThat(supply.medium().survivor()[0]).isEqualTo((byte) 1);
    }

    @Test
    void diskThatIsTurnedOnAgainHoldsWhatTheCutLeft() {
        Medium before = supply.medium();
        before.write(0, new byte[] {5});
        before.flush();
        supply.pull();
        supply.on(4096);
        supply.medium().write(0, new byte[] {6});
        assertThat(supply.found()[0]).isEqualTo((byte) 5);
        assertThat(supply.cut()).isEmpty();
        assertThat(supply.medium().read(0, 1)).containsExactly(6);
        supply.insertNew(512);
        assertThat(supply.medium().read(0, 1)).containsExactly(0);
    }

    @Test
    void seedDrawsTheSameCutsAgain() {
        for (int cycle = 1; cycle < 50; cycle++) {
            CutPlan plan = CutPlan.of(7, cycle);
            CutPlan again = CutPlan.of(7, cycle);
            assertThat(again.moment()).isEqualTo(plan.moment());
            assertThat(again.changes())
                    .isEqualTo(plan.changes())
                    .isBetween(1, CutPlan.most(plan.moment()));
            assertThat(again.story()).isEqualTo(plan.story());
            assertThat(again.lots().nextLong()).isEqualTo(plan.lots().nextLong());
        }
    }
}
