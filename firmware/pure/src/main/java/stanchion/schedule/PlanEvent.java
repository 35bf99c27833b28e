package stanchion.schedule;

/// Something that happened to a plan.
///
/// @param detail may be empty
public record PlanEvent(Name name, String detail) {
    /// What can happen, by the name it is reported under.
    public enum Name {
        /// A relevant time: the change waits for so long.
        DELAY_DRAWN,
        /// It has run out, or somebody cancelled it: the rate changes.
        DELAY_OVER,
        /// The change it waited for is no longer wanted, or may not wait.
        DELAY_DROPPED,
        RESPONSE_STARTED,
        RESPONSE_ENDED,
        OVERRIDE_ENDED
    }
}
