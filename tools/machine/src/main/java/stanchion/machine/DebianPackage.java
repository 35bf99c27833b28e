package stanchion.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// One package of Debian, to the byte.
///
/// @param path in the archive, `pool/main/…`
/// @param sha256 of the file
public record DebianPackage(String path, String sha256) {
    public DebianPackage {
        if (!path.matches("pool/[a-z0-9/+._~-]+[.]deb") || !sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("no package: " + path + " " + sha256);
        }
    }

    /// The file's name.
    public String file() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// A list in a resource beside this class: a line for each, path and digest.
    public static List<DebianPackage> list(String resource) {
        return text(resource)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" ", 2))
                .map(words -> new DebianPackage(words[0], words[1]))
                .toList();
    }

    /// The text of a resource beside this class.
    static String text(String resource) {
        try (InputStream in = DebianPackage.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
