package stanchion.boot;

/// What the verifier says of a slot.
public sealed interface Verdict {
    /// The slot is what its maker signed, for this charger.
    record Boot(Targets targets) implements Verdict {}

    /// The slot must not run.
    ///
    /// @param detail what exactly, printable ASCII on one line
    record Refused(Refusal cause, String detail) implements Verdict {}
}
