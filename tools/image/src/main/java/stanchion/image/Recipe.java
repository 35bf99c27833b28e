package stanchion.image;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an image is made from: `board/image`, and of it the folder of one board.
///
/// @param folder `board/image`
/// @param board the folder of the board in it
public record Recipe(Path folder, Path board, Settings settings) {
    private static final List<String> KEYS =
            List.of(
                    "architecture",
                    "hardware",
                    "console",
                    "command-line",
                    "device-tree",
                    "description");
    private static final List<String> ARCHITECTURES = List.of("amd64", "arm64");

    /// What `image.conf` says.
    ///
    /// @param architecture as Debian names it
    /// @param hardware the id that a version must be made for
    /// @param console of a test image
    /// @param commandLine more words for the kernel
    /// @param description the folder of `board` whose `board.conf` a test's version carries
    public record Settings(
            String architecture,
            String hardware,
            String console,
            String commandLine,
            String description) {
        /// The architecture as Java names it.
        public String machine() {
            return architecture.equals("arm64") ? "aarch64" : architecture;
        }
    }

    /// Reads the recipe of a board.
    public static Recipe read(Path home, String name) throws IOException {
        Path folder = home.resolve("board/image");
        Path board = folder.resolve("boards").resolve(name);
        Path conf = board.resolve("image.conf");
        if (!name.matches("[a-z0-9-]{1,64}") || !Files.isRegularFile(conf)) {
            throw new ImageException(
                    "--board " + name + ": there are " + String.join(", ", names(folder)));
        }
        try {
            return new Recipe(folder, board, settings(conf, Files.readAllLines(conf)));
        } catch (IOException unreadable) {
            throw ImageException.because(conf + ": cannot be read", unreadable);
        }
    }

    /// The board's name.
    public String name() {
        return String.valueOf(board.getFileName());
    }

    /// Whether QEMU has a machine for it.
    public boolean isEmulated() {
        return settings.description().equals("bench");
    }

    Path lock() {
        return folder.resolve("packages-" + settings.architecture + ".lock");
    }

    private static Settings settings(Path conf, List<String> lines) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String text = lines.get(i).replaceAll("#.*", "").strip();
            int equals = text.indexOf('=');
            String key = equals < 0 ? text : text.substring(0, equals).strip();
            if (text.isEmpty()) {
                continue;
            }
            if (equals < 0 || !KEYS.contains(key) || values.containsKey(key)) {
                throw new ImageException(
                        conf
                                + ":"
                                + (i + 1)
                                + ": each of "
                                + KEYS
                                + " = VALUE once, not '"
                                + text
                                + "'");
            }
            values.put(key, text.substring(equals + 1).strip());
        }
        for (String key : KEYS) {
            if (!values.containsKey(key)) {
                throw new ImageException(conf + ": the key '" + key + "' is missing");
            }
        }
        String architecture = values.getOrDefault("architecture", "");
        if (!ARCHITECTURES.contains(architecture)) {
            throw new ImageException(
                    conf + ": architecture '" + architecture + "' is none of " + ARCHITECTURES);
        }
        return new Settings(
                architecture,
                values.getOrDefault("hardware", ""),
                values.getOrDefault("console", ""),
                values.getOrDefault("command-line", ""),
                values.getOrDefault("description", ""));
    }

    private static List<String> names(Path folder) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> boards = Files.newDirectoryStream(folder.resolve("boards"))) {
            boards.forEach(one -> names.add(String.valueOf(one.getFileName())));
        } catch (IOException none) {
            return List.of("none; this is no built project");
        }
        names.sort(null);
        return names;
    }
}
