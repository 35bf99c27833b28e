package stanchion.release;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;

/// Folders that appear in full or not at all, and never in the place of another.
public final class NewFolder {
    /// Puts what belongs into a folder.
    @FunctionalInterface
    public interface Filling {
        /// Fills it; what it throws leaves nothing behind.
        void into(PrivateFolder folder) throws IOException, ReleaseException;
    }

    private NewFolder() {}

    /// Refuses a folder that holds something, or has nowhere to be.
    public static void check(Path folder) throws ReleaseException {
        Path absolute = folder.toAbsolutePath().normalize();
        if (absolute.getFileName() == null || !Files.isDirectory(absolute.resolveSibling("."))) {
            throw new ReleaseException(folder + ": its parent folder does not exist");
        }
        if (Files.exists(absolute, LinkOption.NOFOLLOW_LINKS) && !empty(absolute)) {
            throw new ReleaseException(
                    folder + ": exists and is not an empty folder, name a new one");
        }
    }

    /// Makes it under another name, then puts it in place at once.
    public static void make(Path folder, Filling filling) throws ReleaseException {
        check(folder);
        Path absolute = folder.toAbsolutePath().normalize();
        Path partial = absolute.resolveSibling("." + absolute.getFileName() + ".partial");
        try {
            PrivateFolder made = PrivateFolder.create(partial);
            filling.into(made);
            Files.move(partial, absolute, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            remove(partial);
            throw new ReleaseException(folder + ": cannot be made", failed);
        } catch (ReleaseException | RuntimeException failed) {
            remove(partial);
            throw failed;
        }
    }

    private static boolean empty(Path folder) {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            return !entries.iterator().hasNext();
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static void remove(Path folder) throws ReleaseException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException stays) {
            throw new ReleaseException(folder + ": remove it by hand", stays);
        }
    }
}
