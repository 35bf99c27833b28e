package stanchion.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// A folder that only its owner may look into (0700), with files of the same kind (0600).
public record PrivateFolder(Path path) {
    private static final FileAttribute<Set<PosixFilePermission>> FOLDER = mode("rwx------");
    private static final FileAttribute<Set<PosixFilePermission>> FILE = mode("rw-------");

    /// A new folder; its parent must be there.
    public static PrivateFolder create(Path path) throws IOException {
        return new PrivateFolder(Files.createDirectory(path, FOLDER));
    }

    /// A new folder in it.
    public PrivateFolder folder(String name) throws IOException {
        return create(path.resolve(name));
    }

    /// A new file in it.
    public void write(String name, byte[] content) throws IOException {
        Path file = Files.createFile(path.resolve(name), FILE);
        Files.write(file, content, StandardOpenOption.WRITE);
    }

    /// A new text file in it.
    public void write(String name, String text) throws IOException {
        write(name, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static FileAttribute<Set<PosixFilePermission>> mode(String mode) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
    }
}
