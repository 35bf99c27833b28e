package stanchion.charger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import stanchion.control.ControlCycle.Memory;
import stanchion.hal.TamperLatch;
import stanchion.link.EnergyTotals;
import stanchion.safety.Fault;
import stanchion.safety.FaultSet;

/// What a latch that a battery keeps means to a start, and when it is armed again.
final class LatchKeeperTest {
    private static final Instant NIGHT = Instant.parse("2026-11-03T02:14:09Z");
    private static final FaultSet WHILE_OFF = FaultSet.of(Fault.TAMPERED_WHILE_OFF);

    /// A chip: trips, tells, forgets; or no longer answers.
    private static final class Chip implements TamperLatch {
        private Held held = new Held.Armed();
        private boolean gone;
        private int armed;

        @Override
        public Held held() {
            return gone ? new Held.Tripped(Optional.empty()) : held;
        }

        @Override
        public void rearm() throws IOException {
            if (gone) {
                throw new IOException("no answer");
            }
            held = new Held.Armed();
            armed++;
        }
    }

    private final Chip chip = new Chip();

    private LatchKeeper started(FaultSet remembered) {
        return new LatchKeeper(Optional.of(chip), new Memory(EnergyTotals.ZERO, 0, 0, remembered));
    }

    @Test
    void whatHappenedWithoutPowerStandsInTheFirstCycleWithItsTime() {
        chip.held = new TamperLatch.Held.Tripped(Optional.of(NIGHT));
        LatchKeeper keeper = started(FaultSet.NONE);
        assertThat(keeper.memory().tampering()).isEqualTo(WHILE_OFF);
        assertThat(keeper.news()).hasValue("at 2026-11-03T02:14:09Z by the latch's clock");
    }

    @Test
    void aLatchThatDoesNotAnswerIsNoBetterThanATrippedOne() {
        chip.gone = true;
        LatchKeeper keeper = started(FaultSet.NONE);
        assertThat(keeper.memory().tampering()).isEqualTo(WHILE_OFF);
        assertThat(keeper.news()).hasValue("at a time that the latch does not know");
    }

    @Test
    void anArmedLatchOrNoneSaysNothing() {
        assertThat(started(FaultSet.NONE).memory().tampering()).isEqualTo(FaultSet.NONE);
        assertThat(started(FaultSet.NONE).news()).isEmpty();
        LatchKeeper none = new LatchKeeper(Optional.empty(), Memory.NONE);
        assertThat(none.memory()).isEqualTo(Memory.NONE);
        assertThat(none.news()).isEmpty();
    }

    /// The lid's switch trips it with power as well; its owner heard of that.
    @Test
    void anOpeningThatIsKnownAlreadyIsNoSecondOne() {
        chip.held = new TamperLatch.Held.Tripped(Optional.of(NIGHT));
        LatchKeeper keeper = started(FaultSet.of(Fault.TAMPER));
        assertThat(keeper.memory().tampering()).isEqualTo(FaultSet.of(Fault.TAMPER));
        assertThat(keeper.news()).isEmpty();
    }

    @Test
    void itIsArmedOnceTheOwnersWordIsOnTheDiskAndNotBefore() throws IOException {
        chip.held = new TamperLatch.Held.Tripped(Optional.of(NIGHT));
        LatchKeeper keeper = started(FaultSet.NONE);
        keeper.recorded(WHILE_OFF);
        assertThat(chip.armed).isZero();
        keeper.recorded(FaultSet.NONE);
        keeper.recorded(FaultSet.NONE);
        assertThat(chip.armed).isEqualTo(1);
        keeper.recorded(FaultSet.of(Fault.TAMPER)); // a lid that is opened under power
        keeper.recorded(FaultSet.NONE);
        assertThat(chip.armed).isEqualTo(2);
    }

    @Test
    void armingThatFailsIsTriedAgain() throws IOException {
        chip.held = new TamperLatch.Held.Tripped(Optional.of(NIGHT));
        LatchKeeper keeper = started(FaultSet.NONE);
        chip.gone = true;
        assertThatThrownBy(() -> keeper.recorded(FaultSet.NONE)).hasMessage("no answer");
        chip.gone = false;
        keeper.recorded(FaultSet.NONE);
        assertThat(chip.held).isInstanceOf(TamperLatch.Held.Armed.class);
    }

    /// Power that goes between the owner's word and the arming: told once more, never lost.
    @Test
    void aStartBeforeTheLatchWasArmedTellsItAgain() {
        chip.held = new TamperLatch.Held.Tripped(Optional.of(NIGHT));
        started(FaultSet.NONE);
        assertThat(started(FaultSet.NONE).memory().tampering()).isEqualTo(WHILE_OFF);
    }
}
