package stanchion.charger;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import stanchion.control.ControlCycle.Memory;
import stanchion.hal.TamperLatch;
import stanchion.hal.TamperLatch.Held;
import stanchion.safety.FaultSet;

/// The latch that a battery keeps, over one life of the charger.
///
/// ```text
/// start: tripped ─► TAMPERED_WHILE_OFF in the first cycle's memory
/// the owner clears ─► the register has it on the disk ─► the latch is armed again
/// ```
///
/// Power that goes between the last two makes the next start tell it again: the owner clears twice,
/// nothing is lost. Before the loop the start's thread uses it, then the writer's.
final class LatchKeeper {
    private final Optional<TamperLatch> latch;
    private final Memory remembered;
    private final Held held;
    private boolean due;

    /// @param remembered what the register has
    LatchKeeper(Optional<TamperLatch> latch, Memory remembered) {
        this.latch = latch;
        this.remembered = remembered;
        held = latch.map(TamperLatch::held).orElseGet(Held.Armed::new);
        due = held instanceof Held.Tripped;
    }

    /// What the first cycle knows.
    Memory memory() {
        return remembered.after(held);
    }

    /// What is to be told of the start: the latch has something that nobody knew.
    Optional<String> news() {
        return held instanceof Held.Tripped(Optional<Instant> at) && !memory().equals(remembered)
                ? Optional.of(
                        at.map(time -> "at " + time + " by the latch's clock")
                                .orElse("at a time that the latch does not know"))
                : Optional.empty();
    }

    /// The register has this on the disk. Whoever opens the lid trips the latch too, power or none;
    /// so it is armed again whenever nothing is left for the owner to clear.
    ///
    /// @throws IOException when the latch could not be armed; to be tried again
    void recorded(FaultSet tampering) throws IOException {
        if (!tampering.isEmpty()) {
            due = true;
        } else if (due && latch.isPresent()) {
            latch.get().rearm();
            due = false;
        }
    }
}
