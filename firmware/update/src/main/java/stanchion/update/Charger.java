package stanchion.update;

import stanchion.update.slot.Gate;

/// The charger as an update sees it: may it leave its version now, and does the new one do well?
/// Every call answers at once, with what is known now.
public interface Charger {
    /// Whether the charger could be restarted now. The owner's window is not its business.
    Gate gate();

    /// Asks the charger to offer no vehicle anything for the next minute. [Gate#OPEN] only once it
    /// has agreed and still stands idle, [Gate#CHARGER_SILENT] until it has answered; asked again
    /// at every step until then, and the hold that is not used ends by itself.
    Gate hold();

    /// Asks whoever supervises the processes for a new verdict of the boot verifier and a restart
    /// of both. Returns; the restart comes soon after.
    void switchOver();

    /// Tells the same supervisor that the running version need not be watched: it is confirmed.
    void confirmed();

    /// How the running version does.
    Health health();
}
