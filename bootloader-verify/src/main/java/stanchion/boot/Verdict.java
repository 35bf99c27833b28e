package stanchion.boot;

/// What the verifier says of a slot.
public sealed interface Verdict {
    /// The slot is what its maker signed, for this charger.
    record Boot(Targets targets, Evidence evidence) implements Verdict {}

    /// What a verdict rests on.
    ///
    /// @param rootVersion of the root whose keys signed the targets
    /// @param counter the rollback counter as it was read
    /// @param targetsSha256 of the bytes of `targets.json`, in hexadecimal
    record Evidence(int rootVersion, long counter, String targetsSha256) {}

    /// The slot must not run.
    ///
    /// @param detail what exactly, printable ASCII on one line
    record Refused(Refusal cause, String detail) implements Verdict {
        /// `CAUSE detail: what to do`.
        public String line() {
            return cause + " " + detail + ": " + cause.sentence();
        }
    }
}
