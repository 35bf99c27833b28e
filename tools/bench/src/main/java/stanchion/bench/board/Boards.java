package stanchion.bench.board;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import stanchion.board.BoardDescription;
import stanchion.board.BoardFile;
import stanchion.boot.BootDescription;

/// Descriptions of boards: judged, shown, and begun from another one.
public final class Boards {
    private static final String DESCRIPTION = "board.conf";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final String PAGE = "wiring.html";

    private Boards() {}

    /// Judges a description, and the boot description beside it.
    ///
    /// @return what is to be read by the person who asked
    /// @throws BoardTrouble with file, line and reason of the first thing that is refused
    public static String check(Path file) throws BoardTrouble {
        BoardDescription description = described(file);
        Path folder = folderOf(file);
        StringBuilder said = new StringBuilder(file + ": good\n");
        if (Files.exists(folder.resolve(BootDescription.FILE))) {
            switch (BootDescription.read(folder)) {
                case BootDescription.Described(BootDescription boot) ->
                        said.append(folder.resolve(BootDescription.FILE))
                                .append(": good, ")
                                .append(boot.profile().text())
                                .append(", hardware ")
                                .append(boot.hardware())
                                .append('\n');
                case BootDescription.Unusable(var why) ->
                        throw new BoardTrouble(folder + "/" + why.detail());
            }
        }
        for (Scales.Channel channel : Scales.of(description.profile().analog())) {
            said.append(
                    "  %-16s reaches %-22s a code is %s%n"
                            .formatted(channel.name(), channel.reach(), channel.step()));
        }
        return said.toString();
    }

    /// A table for a terminal.
    public static String text(Path file) throws BoardTrouble {
        return WiringText.of(linux(file), sheet(file));
    }

    /// A page for a browser.
    public static String page(Path file) throws BoardTrouble {
        return WiringPage.of(linux(file), sheet(file));
    }

    /// Begins a board as a copy of another one, under its own name.
    ///
    /// @param boards folder of all boards
    /// @return the files that were written
    public static List<Path> begin(Path boards, String name, String from) throws BoardTrouble {
        if (!NAME.matcher(name).matches()) {
            throw new BoardTrouble("'" + name + "' is no name of a board, for example garage-11kw");
        }
        Path source = boards.resolve(from);
        Path target = boards.resolve(name);
        if (!Files.isRegularFile(source.resolve(DESCRIPTION))) {
            throw new BoardTrouble(source + " holds no " + DESCRIPTION + "; name a board's folder");
        }
        if (Files.exists(target)) {
            throw new BoardTrouble(target + " exists already; take another name");
        }
        try {
            return copied(source, target);
        } catch (IOException trouble) {
            throw new BoardTrouble(target + " cannot be written: " + trouble.getMessage());
        }
    }

    private static List<Path> copied(Path source, Path target) throws IOException {
        String from = source.getFileName().toString();
        String name = target.getFileName().toString();
        List<Path> written = new ArrayList<>();
        Files.createDirectory(target);
        try (var files = Files.newDirectoryStream(source, Files::isRegularFile)) {
            for (Path file : files) {
                String text = Files.readString(file);
                Path copy = target.resolve(file.getFileName());
                if (!copy.endsWith(PAGE)) { // generated, and made anew by `board show --html`
                    Files.writeString(copy, renamed(text, from, name));
                    written.add(copy);
                }
            }
        }
        return written.stream().sorted().toList();
    }

    /// The board's own name wherever it stands as a value.
    private static String renamed(String text, String from, String name) {
        return text.replaceAll(
                "(?m)^((?:name|hardware)\\s*=\\s*(?:stanchion-)?)" + from + "\\b", "$1" + name);
    }

    private static BoardDescription linux(Path file) throws BoardTrouble {
        BoardDescription description = described(file);
        if (description.linux().isEmpty()) {
            throw new BoardTrouble(
                    file + ": the driver '" + description.driver() + "' has no wires to show");
        }
        return description;
    }

    private static BoardDescription described(Path file) throws BoardTrouble {
        return switch (BoardFile.read(file)) {
            case BoardFile.Described(BoardDescription description) -> description;
            case BoardFile.Refused refused -> throw new BoardTrouble(refused.message());
        };
    }

    private static Sheet sheet(Path file) throws BoardTrouble {
        try {
            return Sheet.of(Files.readString(file));
        } catch (IOException gone) {
            throw new BoardTrouble(file + ": cannot be read");
        }
    }

    private static Path folderOf(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file : parent;
    }
}
