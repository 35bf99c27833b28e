package stanchion.gateway.identity;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// The steps a file is replaced in. The power may fail within and between any two of them.
public interface Disk {
    /// How a file that is not complete yet ends.
    String PARTIAL = ".partial";

    /// Makes a file that its owner alone may read; what was there is gone.
    void write(Path file, byte[] content) throws IOException;

    /// Returns when the content of a file, or the names in a folder, have reached the disk.
    void sync(Path path) throws IOException;

    void rename(Path from, Path to) throws IOException;

    void delete(Path file) throws IOException;

    /// Makes or replaces a file; a power cut leaves the old content or the new, never another.
    default void replace(Path file, byte[] content) throws IOException {
        Path partial = file.resolveSibling(file.getFileName() + PARTIAL);
        write(partial, content);
        sync(partial);
        rename(partial, file);
        sync(file.resolveSibling("."));
    }

    /// The disk of this machine.
    static Disk posix() {
        return new Posix();
    }

    /// POSIX file systems.
    final class Posix implements Disk {
        private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

        private Posix() {}

        @Override
        public void write(Path file, byte[] content) throws IOException {
            Files.deleteIfExists(file);
            Files.write(Files.createFile(file, PRIVATE), content);
        }

        @Override
        public void sync(Path path) throws IOException {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }

        @Override
        public void delete(Path file) throws IOException {
            Files.deleteIfExists(file);
        }
    }
}
