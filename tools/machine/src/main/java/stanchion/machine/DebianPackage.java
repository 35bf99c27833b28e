package stanchion.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/// One package of Debian, to the byte.
///
/// @param path in Debian's archive, `pool/main/…`, or in that of its security updates,
///   `debian-security/pool/…`
/// @param sha256 of the file
public record DebianPackage(String path, String sha256) {
    private static final String SECURITY = "debian-security/";
    private static final Pattern PATH =
            Pattern.compile("(" + SECURITY + ")?pool/(?!.*[.][.])[a-z0-9/+._~-]+[.]deb");

    public DebianPackage {
        if (!PATH.matcher(path).matches() || !sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("no package: " + path + " " + sha256);
        }
    }

    /// The file's name.
    public String file() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// Where it is.
    ///
    /// @param archive Debian's, `https://HOST/debian/`; its security updates stand beside it
    String at(String archive) {
        return path.startsWith(SECURITY)
                ? archive.replaceFirst("debian/$", "") + path
                : archive + path;
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
