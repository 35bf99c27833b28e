package stanchion.release.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import stanchion.release.ReleaseException;

/// Where passphrases of key files and PINs of tokens come from: a console or a file, never the
/// command line or the environment, which other processes can read.
public interface Passphrases {
    /// The secret that opens a key; whoever asks wipes it.
    char[] of(String key, String holder) throws ReleaseException;

    /// The secret of a key that is being made: asked for twice where a person types it.
    default char[] fresh(String key, String holder) throws ReleaseException {
        return of(key, holder);
    }

    /// Secrets from files, each the first line of one.
    ///
    /// @param common for every key that has no file of its own
    /// @param own by name of the key
    /// @param otherwise for a key without a file
    static Passphrases files(Optional<Path> common, Map<String, Path> own, Passphrases otherwise) {
        Map<String, Path> byKey = Map.copyOf(own);
        return new Passphrases() {
            @Override
            public char[] of(String key, String holder) throws ReleaseException {
                Path file = byKey.get(key);
                Optional<Path> found = file == null ? common : Optional.of(file);
                return found.isPresent() ? firstLine(found.get()) : otherwise.of(key, holder);
            }

            @Override
            public char[] fresh(String key, String holder) throws ReleaseException {
                Path file = byKey.get(key);
                Optional<Path> found = file == null ? common : Optional.of(file);
                return found.isPresent() ? firstLine(found.get()) : otherwise.fresh(key, holder);
            }
        };
    }

    private static char[] firstLine(Path file) throws ReleaseException {
        Set<PosixFilePermission> others = EnumSet.allOf(PosixFilePermission.class);
        others.removeIf(permission -> permission.name().startsWith("OWNER"));
        try {
            others.retainAll(Files.getPosixFilePermissions(file));
            if (!others.isEmpty()) {
                throw new ReleaseException(
                        file + ": others can read this passphrase, chmod 600 it first");
            }
            String text = Files.readString(file, StandardCharsets.UTF_8);
            String line = text.lines().findFirst().orElse("");
            if (line.isEmpty()) {
                throw new ReleaseException(file + ": its first line holds no passphrase");
            }
            return line.toCharArray();
        } catch (IOException unreadable) {
            throw new ReleaseException(file + ": cannot read the passphrase", unreadable);
        }
    }
}
