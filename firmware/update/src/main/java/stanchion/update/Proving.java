package stanchion.update;

import java.io.IOException;
import stanchion.boot.SlotState;
import stanchion.update.slot.Running;
import stanchion.update.slot.Slots;

/// Whatever runs must prove itself once in every start: a version on its try to be confirmed, any
/// other so that its starts are no longer counted.
final class Proving {
    private final Slots slots;
    private final Memory memory;
    private final Bulletin bulletin;
    private final Proof proof;
    private boolean proven;

    Proving(Slots slots, Memory memory, Bulletin bulletin, Proof proof) {
        this.slots = slots;
        this.memory = memory;
        this.bulletin = bulletin;
        this.proof = proof;
    }

    boolean isProven() {
        return proven;
    }

    /// Goes on with what is known now.
    ///
    /// @return whether a version on its try is confirmed by that
    boolean advance(Stage stage, Health health) throws IOException {
        if (slots.confirming()) {
            slots.confirm();
        }
        if (proven || !proof.holds(health)) {
            return false;
        }
        boolean onTry = stage instanceof Stage.Trying;
        if (onTry) {
            slots.confirm();
            memory.done();
        } else if (slots.running().order() == Running.Order.BOOT_LOOP) {
            giveUpTheLooping();
        }
        slots.settled();
        proven = true;
        return onTry;
    }

    private void giveUpTheLooping() throws IOException {
        if (slots.otherState() instanceof SlotState.Confirmed looping
                && !looping.targets().equals(slots.running().version().sha256())) {
            memory.giveUp(new GaveUp(0, looping.targets(), memory.serial(), "BOOT_LOOP"));
        }
        slots.prefer();
        bulletin.tell(UpdateEvents.Event.REVERTED, "BOOT_LOOP");
    }
}
