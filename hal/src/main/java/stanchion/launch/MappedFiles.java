package stanchion.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The files a process has in its memory, as the kernel lists them: what it really runs, whatever
/// its command line says.
public final class MappedFiles {
    private static final String SELF = "self";
    private static final int PATH_COLUMN = 5;

    private MappedFiles() {}

    /// Of this process.
    ///
    /// @throws IOException when the kernel does not tell
    public static Set<Path> here() throws IOException {
        return of(SELF);
    }

    /// Of another process of the same user.
    ///
    /// @throws IOException when it has ended, or the kernel does not tell
    public static Set<Path> of(long pid) throws IOException {
        return of(Long.toString(pid));
    }

    private static Set<Path> of(String process) throws IOException {
        return in(Files.readAllLines(Path.of("/proc", process, "maps")));
    }

    /// The files in the lines of proc_pid_maps(5). A file that has been deleted or replaced since
    /// is none of them: its name no longer says what is mapped.
    static Set<Path> in(List<String> lines) {
        Set<Path> files = new LinkedHashSet<>();
        for (String line : lines) {
            String[] columns = line.split(" +", PATH_COLUMN + 1);
            boolean named = columns.length > PATH_COLUMN && columns[PATH_COLUMN].startsWith("/");
            if (named && !columns[PATH_COLUMN].endsWith(" (deleted)")) {
                files.add(Path.of(columns[PATH_COLUMN]));
            }
        }
        return files;
    }
}
