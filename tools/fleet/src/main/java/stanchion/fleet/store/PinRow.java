package stanchion.fleet.store;

/// A charger with a version of its own.
///
/// @param targets version, or [#AS_ASSIGNED]
/// @param serial a new one makes it try again
public record PinRow(String device, long targets, long serial, Why why) {
    /// More than these would make every charger carry them.
    public static final int MOST = 1000;

    /// In place of a version: what the charger would get without the pin.
    public static final long AS_ASSIGNED = 0;

    /// Who wanted it.
    public enum Why {
        /// A person; stays until that person ends it.
        PERSON,
        /// The answer to an alert; ends when the charger is well again.
        REPAIR
    }
}
