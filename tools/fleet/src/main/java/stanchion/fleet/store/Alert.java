package stanchion.fleet.store;

import java.time.Instant;

/// Something is wrong with a charger, or with what somebody has asked for.
///
/// @param about a charger's id, or words with a space in them: `rollout stable-7`
public record Alert(String about, Kind kind, String detail, Instant at) {
    public enum Kind {
        /// Nobody knows who made the boot report.
        BOOT_DOUBTFUL,
        /// No certificate of this charger is known.
        CERTIFICATE_UNKNOWN,
        /// What runs was never released here.
        FIRMWARE_UNKNOWN,
        /// What runs calls itself a release and differs from it.
        FIRMWARE_DIFFERS,
        /// The security epoch is below what this charger had, or what its release has.
        EPOCH,
        /// Another boot verifier than expected.
        VERIFIER,
        /// No slot could be verified; contactors stay open.
        NOTIFY_ONLY,
        /// A version that somebody shall get is not in the repository, so nobody gets it.
        VERSION_MISSING
    }
}
