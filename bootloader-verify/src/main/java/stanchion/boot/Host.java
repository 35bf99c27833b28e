package stanchion.boot;

/// The charger the verifier runs on.
///
/// @param trust the folder with the roots
public record Host(
        OneTimeProgrammable otp, Folder trust, RollbackCounter counter, Platform platform) {
    /// What the charger is.
    ///
    /// @param hardware the id of its board
    /// @param jre the Java build that would run the slot
    public record Platform(String hardware, String jre) {}
}
