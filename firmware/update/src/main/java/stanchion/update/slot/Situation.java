package stanchion.update.slot;

/// What the slots show at a start, once everything that was cut off is put right.
public sealed interface Situation {
    /// The running version is confirmed, nothing else is under way.
    record Settled() implements Situation {}

    /// The running version is on its try: it wants [Slots#confirm].
    record OnTry() implements Situation {}

    /// A whole version waits in the other slot.
    ///
    /// @param targets SHA-256 of its `targets.json`, in hexadecimal
    record Waiting(String targets) implements Situation {}

    /// The version in the other slot had its try in vain, or was refused by the verifier: it wants
    /// to be remembered, then [Slots#giveUp].
    ///
    /// @param targets SHA-256 of its `targets.json`, in hexadecimal
    /// @param cause one word
    record Reverted(String targets, String cause) implements Situation {}
}
