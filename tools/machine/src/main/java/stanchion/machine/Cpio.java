package stanchion.machine;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Writes an archive in the format "newc", as the kernel unpacks it into its first file system.
/// Archives may be laid end to end. Everything belongs to root and is of one age, so the same
/// content makes the same bytes.
public final class Cpio {
    private static final int FOLDER = 0040755;
    private static final int FILE = 0100644;
    private static final int PROGRAM = 0100755;
    private static final int LINK = 0120777;
    private static final int WORD = 4;

    /// The kernel wants the next archive at a multiple of four.
    private static final int BLOCK = 512;

    private final OutputStream out;
    private final Set<String> folders = new HashSet<>();
    private long written;
    private int number;

    /// @param out is closed by whoever opened it, after [#end]
    public Cpio(OutputStream out) {
        this.out = out;
    }

    /// A folder, and those it stands in.
    public void folder(String name) throws IOException {
        if (name.isEmpty() || !folders.add(name)) {
            return;
        }
        folder(parent(name));
        entry(name, FOLDER, new byte[0]);
    }

    /// A file that may be run.
    public void program(String name, byte[] content) throws IOException {
        folder(parent(name));
        entry(name, PROGRAM, content);
    }

    /// Another file.
    public void file(String name, byte[] content) throws IOException {
        folder(parent(name));
        entry(name, FILE, content);
    }

    public void link(String name, String target) throws IOException {
        folder(parent(name));
        entry(name, LINK, target.getBytes(StandardCharsets.UTF_8));
    }

    /// What stands below a folder, in the order of names.
    ///
    /// @param wanted by name, as it will be in the archive
    public void tree(Path top, String prefix, Predicate<String> wanted) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(top)) {
            all = walk.filter(path -> !path.equals(top)).sorted().toList();
        }
        for (Path path : all) {
            String name = prefix + top.relativize(path);
            if (wanted.test(name)) {
                add(path, name);
            }
        }
    }

    private void add(Path path, String name) throws IOException {
        Map<String, Object> found =
                Files.readAttributes(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        if (Files.isSymbolicLink(path)) {
            link(name, Files.readSymbolicLink(path).toString());
        } else if (Files.isDirectory(path)) {
            folder(name);
        } else if (((Integer) found.getOrDefault("mode", 0) & 0111) != 0) {
            program(name, Files.readAllBytes(path));
        } else {
            file(name, Files.readAllBytes(path));
        }
    }

    /// The archive's last entry.
    public void end() throws IOException {
        entry("TRAILER!!!", 0, new byte[0]);
        pad(BLOCK);
    }

    private void entry(String name, int mode, byte[] content) throws IOException {
        byte[] text = (name + '\0').getBytes(StandardCharsets.UTF_8);
        int[] fields = {
            ++number, mode, 0, 0, 1, 0, content.length, 0, 0, 0, 0, text.length, 0,
        };
        StringBuilder header = new StringBuilder("070701");
        for (int field : fields) {
            header.append(String.format(Locale.ROOT, "%08X", field));
        }
        write(header.toString().getBytes(StandardCharsets.US_ASCII));
        write(text);
        pad(WORD);
        write(content);
        pad(WORD);
    }

    private static String parent(String name) {
        int slash = name.lastIndexOf('/');
        return slash < 0 ? "" : name.substring(0, slash);
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        written += bytes.length;
    }

    private void pad(int multiple) throws IOException {
        write(new byte[(int) ((multiple - written % multiple) % multiple)]);
    }
}
