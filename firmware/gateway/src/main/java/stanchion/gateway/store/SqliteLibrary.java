package stanchion.gateway.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// SQLite's native library is code, so a verified launch names the verified folder it must come
/// from (`-Dorg.sqlite.lib.path`). The driver, when it cannot load from there, silently unpacks the
/// copy in its jar to the temporary folder and runs that; so the folder is checked before, and what
/// is really mapped is checked after.
final class SqliteLibrary {
    static final String FOLDER = "org.sqlite.lib.path";

    private static final Path MAPS = Path.of("/proc/self/maps");
    private static final String MARK = "sqlitejdbc";

    private SqliteLibrary() {}

    /// Refuses a named folder that does not hold the library.
    static void checkBeforeLoading() throws StoreException {
        Optional<Path> named = named();
        if (named.isPresent() && !Files.isRegularFile(named.get())) {
            throw new StoreException(
                    "the SQLite library is not at " + named.get() + ", named by -D" + FOLDER);
        }
    }

    /// Refuses any SQLite library in this process that is not the named one.
    static void checkAfterLoading() throws StoreException {
        Optional<Path> named = named();
        if (named.isEmpty()) {
            return;
        }
        try {
            check(named.get().toRealPath(), Files.readAllLines(MAPS));
        } catch (IOException unreadable) {
            throw new StoreException("cannot tell which SQLite library is mapped", unreadable);
        }
    }

    static void check(Path expected, List<String> maps) throws StoreException {
        List<String> mapped =
                maps.stream()
                        .filter(line -> line.contains(MARK) && line.indexOf('/') >= 0)
                        .map(line -> line.substring(line.indexOf('/')))
                        .filter(path -> path.endsWith(".so") || path.contains(".so "))
                        .distinct()
                        .toList();
        if (!mapped.equals(List.of(expected.toString()))) {
            throw new StoreException(
                    "the mapped SQLite library is " + mapped + ", verified is " + expected);
        }
    }

    private static Optional<Path> named() {
        return Optional.ofNullable(System.getProperty(FOLDER))
                .map(folder -> Path.of(folder, System.mapLibraryName(MARK)));
    }
}
