package stanchion.gateway.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import stanchion.gateway.identity.IdentityException.Trouble;

/// Reads files that nobody but the gateway may read.
final class Secret {
    private static final Set<PosixFilePermission> OWNERS =
            EnumSet.of(
                    PosixFilePermission.OWNER_READ,
                    PosixFilePermission.OWNER_WRITE,
                    PosixFilePermission.OWNER_EXECUTE);

    private Secret() {}

    /// The bytes of a file that its owner alone can read.
    ///
    /// @param most bytes it may have
    static byte[] read(Path file, int most) throws IdentityException {
        try {
            if (!OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
                throw new IdentityException(
                        Trouble.EXPOSED,
                        file + " is open to others than its owner; close it: chmod 600 " + file);
            }
            return bounded(file, most);
        } catch (IOException unreadable) {
            throw new IdentityException(
                    Trouble.UNREADABLE, "cannot read " + file + ": " + unreadable, unreadable);
        }
    }

    /// A line of text in such a file.
    static String line(Path file) throws IdentityException {
        String text = new String(read(file, 256), UTF_8).strip();
        if (text.isEmpty()) {
            throw new IdentityException(Trouble.UNREADABLE, file + " is empty");
        }
        return text;
    }

    /// The bytes of any file that is not larger than it must be.
    static byte[] bounded(Path file, int most) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new IOException("longer than " + most + " bytes");
            }
            return bytes;
        }
    }
}
