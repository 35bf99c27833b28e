package stanchion.powercut.disk;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/// The names in a folder as they were when it was opened.
final class Listing implements DirectoryStream<Path> {
    private final Path folder;
    private final List<String> names;
    private final Filter<? super Path> filter;

    Listing(Path folder, Set<String> names, Filter<? super Path> filter) {
        this.folder = folder;
        this.names = List.copyOf(names);
        this.filter = filter;
    }

    @Override
    public Iterator<Path> iterator() {
        List<Path> found = new ArrayList<>();
        for (String name : names) {
            Path path = folder.resolve(name);
            try {
                if (filter.accept(path)) {
                    found.add(path);
                }
            } catch (IOException failed) {
                throw new DirectoryIteratorException(failed);
            }
        }
        return found.iterator();
    }

    @Override
    public void close() {
        // nothing is held
    }
}
