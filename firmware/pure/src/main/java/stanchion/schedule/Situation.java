package stanchion.schedule;

/// What a plan is made for.
///
/// @param run the charger's run: another one means that nothing flowed in between
public record Situation(Moment now, long run, Vehicle vehicle) {
    /// Whether there is anything to charge.
    public enum Vehicle {
        ABSENT,
        /// A fault keeps the contactor open.
        UNABLE,
        PRESENT
    }
}
