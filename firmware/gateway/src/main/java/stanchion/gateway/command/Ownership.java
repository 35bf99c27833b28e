package stanchion.gateway.command;

/// Whether the charger has an owner.
public enum Ownership {
    /// As it left the factory, or was released.
    NOBODY,
    BOUND
}
