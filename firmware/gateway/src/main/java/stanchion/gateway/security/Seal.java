package stanchion.gateway.security;

import java.util.Optional;

/// Signs checkpoints.
@FunctionalInterface
public interface Seal {
    /// A checkpoint of a log: its first so many records and no others.
    ///
    /// @param hash of the last of them, which is the checkpoint's own, before the signature stands
    ///   in it
    record Checkpoint(String log, long number, String hash) {
        /// Canonical JSON: what is signed.
        public String payload() {
            return "{\"hash\":\"%s\",\"log\":\"%s\",\"n\":%d}".formatted(hash, log, number);
        }
    }

    /// A JWS of the payload (RFC 7515, compact); empty when the key cannot sign now.
    Optional<String> sign(Checkpoint checkpoint);
}
