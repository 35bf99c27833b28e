package stanchion.bench.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The packages of an image, each to the byte.
public record PackageLock(List<Locked> packages) {
    private static final Pattern LINE =
            Pattern.compile(
                    "([a-z0-9][a-z0-9+.-]*) ([^ ]+) ([0-9]{1,10}) ([0-9a-f]{64})"
                            + " (debian(?:-security)?/pool/[A-Za-z0-9/_.+%~-]+\\.deb)");

    /// One package.
    ///
    /// @param path below a mirror's root
    public record Locked(String name, String version, long bytes, String sha256, String path) {
        /// The name of its file on a mirror.
        String file() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    public PackageLock {
        packages = List.copyOf(packages);
    }

    /// Reads `packages-ARCHITECTURE.lock`.
    public static PackageLock read(Path file) throws ImageException {
        List<Locked> packages = new ArrayList<>();
        try {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (!lines.get(i).startsWith("#")) {
                    packages.add(read(file, i + 1, lines.get(i)));
                }
            }
        } catch (IOException unreadable) {
            throw new ImageException(file + ": cannot be read", unreadable);
        }
        return new PackageLock(packages);
    }

    private static Locked read(Path file, int number, String line) throws ImageException {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches() || parts.group(5).contains("..")) {
            throw new ImageException(
                    file + ":" + number + ": not 'package version size SHA-256 path'");
        }
        return new Locked(
                parts.group(1),
                parts.group(2),
                Long.parseLong(parts.group(3)),
                parts.group(4),
                parts.group(5));
    }

    long bytes() {
        return packages.stream().mapToLong(Locked::bytes).sum();
    }
}
