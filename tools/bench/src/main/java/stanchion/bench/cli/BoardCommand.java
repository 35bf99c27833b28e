package stanchion.bench.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stanchion.bench.board.BoardTrouble;
import stanchion.bench.board.Boards;

/// `./run board`: descriptions of boards, judged, shown, begun.
@Command(
        name = "board",
        mixinStandardHelpOptions = true,
        description = "Descriptions of boards: what a charger is wired to, as data.",
        subcommands = {
            BoardCommand.Check.class,
            BoardCommand.Show.class,
            BoardCommand.New.class,
        })
public final class BoardCommand implements Callable<Integer> {
    private static final String FILE = "FILE";
    private static final String FILE_HELP = "A description: board/NAME/board.conf.";

    @Override
    public Integer call() {
        return refuse("say what to do: ./run board check FILE | show FILE | new NAME --from BOARD");
    }

    private static int refuse(String line) {
        System.err.println("board: " + line);
        return Home.WRONG_INPUT;
    }

    /// `./run board check FILE`.
    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Judge a description, and the boot.conf beside it.")
    static final class Check implements Callable<Integer> {
        @Parameters(paramLabel = FILE, description = FILE_HELP)
        private Path file = Path.of("");

        @Override
        public Integer call() {
            try {
                System.out.print(Boards.check(file));
                return 0;
            } catch (BoardTrouble trouble) {
                return refuse(trouble.line());
            }
        }
    }

    /// `./run board show FILE [--html OUT]`.
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Show how a board is wired, as a table or as a page with pictures.")
    static final class Show implements Callable<Integer> {
        @Parameters(paramLabel = FILE, description = FILE_HELP)
        private Path file = Path.of("");

        @Option(
                names = "--html",
                paramLabel = "OUT",
                description = "Write one self-contained page there instead.")
        private Optional<Path> html = Optional.empty();

        @Override
        public Integer call() {
            try {
                if (html.isEmpty()) {
                    System.out.print(Boards.text(file));
                    return 0;
                }
                return write(html.get(), Boards.page(file));
            } catch (BoardTrouble trouble) {
                return refuse(trouble.line());
            }
        }

        private static int write(Path out, String page) {
            try {
                Files.writeString(out, page, StandardCharsets.UTF_8);
                return 0;
            } catch (IOException unwritable) {
                return refuse("--html " + out + " cannot be written");
            }
        }
    }

    /// `./run board new NAME --from BOARD`.
    @Command(
            name = "new",
            mixinStandardHelpOptions = true,
            description = "Begin a board as a copy of another one.")
    static final class New implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", description = "Small letters, digits and hyphens.")
        private String name = "";

        @Option(
                names = "--from",
                required = true,
                paramLabel = "BOARD",
                description = "The board to copy, for example cm4-reference.")
        private String from = "";

        @Override
        public Integer call() {
            try {
                Path boards = Home.folder().resolve("board");
                List<Path> written = Boards.begin(boards, name, from);
                written.forEach(System.out::println);
                return 0;
            } catch (BoardTrouble trouble) {
                return refuse(trouble.line());
            }
        }
    }
}
