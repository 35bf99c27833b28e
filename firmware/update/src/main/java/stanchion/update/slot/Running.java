package stanchion.update.slot;

import java.util.Map;
import stanchion.boot.Slot;

/// What the boot verifier decided at this start, as its `boot.json` says it.
///
/// @param refused the cause for which a slot was refused, where one was
public record Running(Slot slot, Installed version, Order order, Map<Slot, String> refused) {
    /// Why this slot and not the other.
    public enum Order {
        /// The slot records say so.
        RECORDED,
        /// The preferred one was started too often in vain: the statement has the note `BOOT_LOOP`.
        BOOT_LOOP
    }

    public Running {
        refused = Map.copyOf(refused);
    }
}
