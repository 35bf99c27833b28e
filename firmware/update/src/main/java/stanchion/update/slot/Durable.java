package stanchion.update.slot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// Changes of a file system that outlast a power cut once they return.
public final class Durable {
    private static final String PARTIAL = ".partial";

    private Durable() {}

    /// Puts a file in place, whole or not at all, whatever stood there before.
    public static void write(Path file, byte[] content) throws IOException {
        write(file, content, folderOf(file));
    }

    /// The same for a folder in which no other name may ever stand.
    ///
    /// @param beside a folder of the same file system where it may be written first
    public static void write(Path file, byte[] content, Path beside) throws IOException {
        Path partial = beside.resolve(file.getFileName() + PARTIAL);
        Files.deleteIfExists(partial);
        try (FileChannel out =
                FileChannel.open(
                        partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        } catch (IOException failed) {
            Files.deleteIfExists(partial);
            throw failed;
        }
        move(partial, file);
    }

    /// Gives a file that is already safe on the disk its name, in place of what had it.
    public static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(folderOf(to));
    }

    /// What is written of a file, or the names in a folder.
    public static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// A folder that is there when this returns.
    public static void folder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(folder);
            sync(folderOf(folder));
        }
    }

    /// Removes what is in a folder, whatever it is.
    public static void empty(Path folder) throws IOException {
        for (Path file : list(folder)) {
            if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                empty(file);
            }
            Files.delete(file);
        }
        sync(folder);
    }

    /// Removes one file, if it is there.
    public static void delete(Path file) throws IOException {
        if (Files.deleteIfExists(file)) {
            sync(folderOf(file));
        }
    }

    /// What is in a folder, in any order.
    public static List<Path> list(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(files::add);
        }
        return files;
    }

    private static Path folderOf(Path file) {
        return file.toAbsolutePath().resolveSibling("");
    }
}
