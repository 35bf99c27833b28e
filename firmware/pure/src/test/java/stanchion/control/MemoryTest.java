package stanchion.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import stanchion.control.ControlCycle.Memory;
import stanchion.hal.TamperLatch.Held;
import stanchion.link.EnergyTotals;
import stanchion.safety.Fault;
import stanchion.safety.FaultSet;

/// What a life begins with, where a latch outlasts the power.
final class MemoryTest {
    private static final Held TRIPPED = new Held.Tripped(Optional.empty());
    private static final Memory UNTOUCHED = new Memory(EnergyTotals.ZERO, 3, 7);

    @Test
    void anOpeningWithoutPowerIsRememberedBesideAllElse() {
        assertThat(UNTOUCHED.after(TRIPPED))
                .isEqualTo(
                        new Memory(EnergyTotals.ZERO, 3, 7, FaultSet.of(Fault.TAMPERED_WHILE_OFF)));
        Memory tilted = new Memory(EnergyTotals.ZERO, 3, 7, FaultSet.of(Fault.TILTED));
        assertThat(tilted.after(TRIPPED).tampering())
                .isEqualTo(FaultSet.of(Fault.TILTED).with(Fault.TAMPERED_WHILE_OFF));
    }

    @Test
    void anArmedLatchOrAnOpeningThatIsKnownChangesNothing() {
        assertThat(UNTOUCHED.after(new Held.Armed())).isEqualTo(UNTOUCHED);
        Memory known = new Memory(EnergyTotals.ZERO, 3, 7, FaultSet.of(Fault.TAMPER));
        assertThat(known.after(TRIPPED)).isEqualTo(known);
    }
}
