package stanchion.update;

import java.util.Locale;
import java.util.Optional;

/// A file that may be fetched, as the assignment signed it.
///
/// @param sha256 of its bytes, in hexadecimal; it is fetched by this alone
/// @param length in bytes
/// @param chunks SHA-256 of its chunk list; absent when it is one chunk
public record Content(String sha256, long length, Optional<String> chunks, Use use) {
    /// What its bytes make.
    public sealed interface Use {
        /// SHA-256 of what it makes.
        String gives();

        /// Its spelling in metadata.
        default String kind() {
            return getClass().getSimpleName().toLowerCase(Locale.ROOT);
        }
    }

    /// A file of a slot, deflated.
    public record Full(String gives) implements Use {}

    /// A file of a slot out of an older one.
    ///
    /// @param from SHA-256 of the older one
    public record Delta(String gives, String from) implements Use {}

    /// An `N.targets.json`, deflated.
    public record Manifest(String gives) implements Use {}

    /// Its name among the targets.
    public String name() {
        return sha256 + "." + use.kind();
    }
}
