package stanchion.replay;

import java.util.Optional;
import stanchion.journal.Beginning;

/// Whether a journal was written by the firmware that repeats it.
public final class FirmwareVersion {
    /// Of this build.
    public static final String OWN = "0.1.0";

    private FirmwareVersion() {}

    /// What to say of a journal of another version; nothing of one of this version, or of a
    /// simulated charger, which names none.
    public static Optional<String> warning(Beginning beginning) {
        String recorded = beginning.firmware();
        return recorded.equals(OWN) || recorded.equals(Beginning.SIMULATED)
                ? Optional.empty()
                : Optional.of(
                        "written by firmware "
                                + recorded
                                + ", repeated by "
                                + OWN
                                + ": a difference may be one of the versions");
    }
}
