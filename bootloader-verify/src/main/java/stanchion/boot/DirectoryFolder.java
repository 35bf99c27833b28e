package stanchion.boot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A [Folder] on a POSIX file system.
public final class DirectoryFolder implements Folder {
    private static final int TYPE_MASK = 0170000;
    private static final int REGULAR_FILE = 0100000;

    private final Path path;

    public DirectoryFolder(Path path) {
        this.path = path;
    }

    @Override
    public List<Entry> list(int most) throws IOException {
        if (!Files.isDirectory(path)) {
            throw new NotDirectoryException(path.toString()); // opening a FIFO would wait
        }
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(path)) {
            for (Path file : stream) {
                if (entries.size() == most) {
                    break;
                }
                entries.add(entry(file));
            }
        } catch (DirectoryIteratorException failed) {
            throw new IOException(failed);
        }
        return entries;
    }

    /// One name, whatever it leads to.
    static Entry entry(Path file) throws IOException {
        Map<String, Object> found =
                Files.readAttributes(file, "unix:mode,nlink,size", LinkOption.NOFOLLOW_LINKS);
        int mode = (Integer) found.getOrDefault("mode", 0);
        Number links = (Number) found.getOrDefault("nlink", 0);
        Number size = (Number) found.getOrDefault("size", 0L);
        Kind kind = (mode & TYPE_MASK) == REGULAR_FILE ? Kind.REGULAR : Kind.OTHER;
        String name = String.valueOf(file.getFileName());
        return new Entry(name, kind, links.longValue(), size.longValue());
    }

    @Override
    public InputStream open(String name) throws IOException {
        return Files.newInputStream(path.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }
}
