package stanchion.release.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import stanchion.release.ReleaseException;

/// Files that appear in a folder together or not at all, in the order they were added, and never in
/// the place of others.
final class NewFiles {
    private final Map<String, byte[]> contents = new LinkedHashMap<>();

    NewFiles add(String name, byte[] content) {
        contents.put(name, content);
        return this;
    }

    NewFiles add(String name, String content) {
        return add(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /// Writes them, readable by their owner alone.
    void into(Path folder) throws ReleaseException {
        List<Path> written = new ArrayList<>();
        try {
            for (Map.Entry<String, byte[]> content : contents.entrySet()) {
                Path file = folder.resolve(content.getKey());
                written.add(create(file));
                Files.write(file, content.getValue(), StandardOpenOption.SYNC);
            }
        } catch (FileAlreadyExistsException there) {
            remove(written);
            throw new ReleaseException(
                    there.getFile() + ": exists already and is not overwritten, move it away");
        } catch (IOException failed) {
            remove(written);
            throw new ReleaseException(folder + ": cannot write here", failed);
        }
    }

    /// Puts new content in the place of a file, at once.
    static void replace(Path file, byte[] content) throws ReleaseException {
        Path partial = file.resolveSibling("." + file.getFileName() + ".partial");
        try {
            Files.deleteIfExists(partial);
            create(partial);
            Files.write(partial, content, StandardOpenOption.SYNC);
            Files.move(
                    partial,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            remove(List.of(partial));
            throw new ReleaseException(file + ": cannot write here", failed);
        }
    }

    /// An empty file that its owner alone can read.
    static Path create(Path file) throws IOException {
        return Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private static void remove(List<Path> files) throws ReleaseException {
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException stays) {
                throw new ReleaseException(file + ": remove it by hand", stays);
            }
        }
    }
}
