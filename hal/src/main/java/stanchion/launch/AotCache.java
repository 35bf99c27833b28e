package stanchion.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// Whether a process runs with the ahead-of-time cache that its verified command line names.
///
/// A virtual machine that cannot use its cache starts without it, slower. That is no danger, but
/// either a mistake of the build or a change of what was verified, so it is said aloud.
public enum AotCache {
    /// The version has none for this process.
    NONE("none"),
    MAPPED("mapped"),
    /// Named but not in use, or the kernel does not tell.
    NOT_MAPPED("not mapped");

    /// The system property by which the command line names the cache a second time, for here.
    public static final String PROPERTY = "stanchion.aot";

    private final String text;

    AotCache(String text) {
        this.text = text;
    }

    /// As it stands in reports.
    public String text() {
        return text;
    }

    /// Of this process.
    public static AotCache here() {
        Optional<Path> named = Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of);
        if (named.isEmpty()) {
            return NONE;
        }
        try {
            return among(MappedFiles.here(), named.get().toRealPath());
        } catch (IOException untold) {
            return NOT_MAPPED;
        }
    }

    /// Of another process of the same user.
    ///
    /// @param cache the file it should have mapped
    public static AotCache of(long pid, Path cache) {
        try {
            return among(MappedFiles.of(pid), cache.toRealPath());
        } catch (IOException untold) {
            return NOT_MAPPED;
        }
    }

    static AotCache among(Set<Path> mapped, Path cache) {
        return mapped.contains(cache) ? MAPPED : NOT_MAPPED;
    }
}
