package stanchion.gateway.command;

/// What concerns who owns the charger, and what it knows of them.
public sealed interface OwnerWish {
    /// Whoever signed wants to be the owner.
    ///
    /// @param proof that the set-up code is known, base64url
    record Bind(String proof) implements OwnerWish {}

    /// The charger shall have no owner any more.
    record Release() implements OwnerWish {}

    /// What is stored about people shall be deleted.
    record Forget() implements OwnerWish {}
}
