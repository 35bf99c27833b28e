package stanchion.update.tuf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import stanchion.update.slot.Durable;

/// Trusted metadata in a folder: `timestamp.json` and so on, one file for each role.
///
/// @param folder must be there
public record MetadataFolder(Path folder) implements MetadataStore {
    @Override
    public Optional<byte[]> read(String role, int most) throws IOException {
        try (InputStream in = Files.newInputStream(file(role))) {
            byte[] file = in.readNBytes(most + 1);
            return file.length > most ? Optional.empty() : Optional.of(file);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    @Override
    public void write(String role, byte[] file) throws IOException {
        Durable.write(file(role), file);
    }

    private Path file(String role) {
        return folder.resolve(escaped(role) + ".json");
    }

    /// A role's name as one segment of a path: letters, digits, `-`, `_`, `.` and `~` as they are,
    /// every other byte as `%XX` (RFC 3986, section 2.1).
    public static String escaped(String name) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain =
                    (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= '0' && c <= '9')
                            || "-_.~".indexOf(c) >= 0;
            if (plain) {
                escaped.append(c);
            } else {
                escaped.append("%%%02X".formatted((int) c));
            }
        }
        return escaped.toString();
    }
}
