package stanchion.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stanchion.machine.Cache;
import stanchion.machine.DebianPackage;

/// The packages of an image, each to the byte.
public record PackageLock(List<Locked> packages) {
    private static final Pattern LINE =
            Pattern.compile("([a-z0-9][a-z0-9+.-]*) ([^ ]+) ([0-9]{1,10}) ([0-9a-f]{64}) ([^ ]+)");

    /// One package.
    public record Locked(String name, String version, long bytes, DebianPackage file) {}

    public PackageLock {
        packages = List.copyOf(packages);
    }

    /// Reads `packages-ARCHITECTURE.lock`.
    public static PackageLock read(Path file) throws IOException {
        List<Locked> packages = new ArrayList<>();
        try {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (!lines.get(i).startsWith("#")) {
                    packages.add(read(file, i + 1, lines.get(i)));
                }
            }
        } catch (IOException unreadable) {
            throw ImageException.because(file + ": cannot be read", unreadable);
        }
        return new PackageLock(packages);
    }

    private static Locked read(Path file, int number, String line) throws IOException {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new ImageException(
                    file + ":" + number + ": not 'package version size SHA-256 path'");
        }
        try {
            return new Locked(
                    parts.group(1),
                    parts.group(2),
                    Long.parseLong(parts.group(3)),
                    new DebianPackage(parts.group(5), parts.group(4)));
        } catch (IllegalArgumentException none) {
            throw ImageException.because(file + ":" + number + ": " + none.getMessage(), none);
        }
    }

    /// Fills a folder with links to the packages, by their names.
    void into(Path links, Cache cache) throws IOException {
        Files.createDirectories(links);
        for (Locked one : packages) {
            Files.createSymbolicLink(links.resolve(one.name() + ".deb"), cache.fetch(one.file()));
        }
    }

    long bytes() {
        return packages.stream().mapToLong(Locked::bytes).sum();
    }
}
