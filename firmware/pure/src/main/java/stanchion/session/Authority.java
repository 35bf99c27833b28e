package stanchion.session;

/// By whose word faults are cleared, as the gateway has found out.
public enum Authority {
    ANYBODY,
    /// The owner, who signed the command.
    OWNER
}
