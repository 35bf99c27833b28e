package stanchion.update;

/// Which version a charger shall run, and on whose word.
public sealed interface Order {
    /// The version of the targets that the charger shall run.
    long targets();

    /// This charger by name: the only order that leads to a lower version than runs.
    ///
    /// @param serial a new one makes a charger try again what it gave up, or stage again what runs
    record Pinned(long targets, long serial) implements Order {}

    /// The charger's bucket is within a running rollout.
    ///
    /// @param rollout its id
    record RolledOut(long targets, String rollout) implements Order {}

    /// What the charger's channel runs at rest.
    record Resting(long targets) implements Order {}
}
