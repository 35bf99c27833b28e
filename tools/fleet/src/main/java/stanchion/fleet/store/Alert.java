package stanchion.fleet.store;

import java.time.Instant;

/// Something is wrong with a charger.
public record Alert(String device, Kind kind, String detail, Instant at) {
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
        NOTIFY_ONLY
    }
}
