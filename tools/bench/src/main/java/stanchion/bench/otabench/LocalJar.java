package stanchion.bench.otabench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import stanchion.release.CanonicalJar;
import stanchion.release.ReleaseException;

/// A library in the local Maven repository, made canonical.
///
/// @param group with slashes
record LocalJar(String group, String artifact, String version) {
    String name() {
        return artifact + "-" + version + ".jar";
    }

    /// Nothing when it was never fetched.
    Optional<byte[]> content() throws ReleaseException {
        Path file = repository().resolve(group).resolve(artifact).resolve(version).resolve(name());
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(CanonicalJar.of(name(), Files.readAllBytes(file), List.of()));
        } catch (IOException broken) {
            throw new ReleaseException(file + ": cannot be read", broken);
        }
    }

    /// How to fetch it.
    String fetch() {
        String coordinates = group.replace('/', '.') + ":" + artifact + ":" + version;
        return "mvn dependency:get -Dtransitive=false -Dartifact=" + coordinates;
    }

    private static Path repository() {
        return Path.of(System.getProperty("user.home", ""), ".m2", "repository");
    }
}
