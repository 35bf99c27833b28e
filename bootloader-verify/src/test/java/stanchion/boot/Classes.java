package stanchion.boot;

import java.net.URISyntaxException;
import java.nio.file.Path;

/// Where the code under test is.
final class Classes {
    private Classes() {}

    /// Folder of the verifier's module.
    static Path verifier() {
        try {
            return Path.of(
                    Verifier.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
