package stanchion.bench.cli;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import stanchion.bench.bringup.BringUp;
import stanchion.bench.bringup.BringUpTrouble;

/// `./run bring-up`: a new board, signal by signal.
@Command(
        name = "bring-up",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Walks a person through a new board: pilot levels at each duty and state, proximity,",
            "contactor and mirror, residual-current monitor, current transformers against a reference",
            "meter, temperature. Each step is measured, judged and logged; what the measuring parts are",
            "off by becomes the device's signed calibration record. Exits 0 when every step passed,",
            "1 when not. Each prompt takes Enter, 'skip' or 'stop'."
        })
public final class BringUpCommand implements Callable<Integer> {
    @Option(
            names = "--board",
            paramLabel = "FILE",
            required = true,
            description = "The board's description.")
    private Path board = Path.of("board.conf");

    @Option(
            names = "--report",
            paramLabel = "OUT",
            description = "The log, bring-up.md without it; OUT's name with .json is beside it.")
    private Path report = Path.of("bring-up.md");

    @Option(names = "--resume", description = "Go on with a log that is there.")
    private boolean resume;

    @Option(
            names = "--simulator",
            description = "Practise on simulated circuits, which do what a prompt asks for.")
    private boolean simulator;

    @Option(names = "--seed", paramLabel = "N", description = "The simulated board's parts.")
    private long seed = 1;

    @Option(
            names = "--identity",
            paramLabel = "DIR",
            description = "The device's identity (device.p12, password): it signs the record.")
    private Optional<Path> identity = Optional.empty();

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "The charger's state folder: the record goes there.")
    private Optional<Path> state = Optional.empty();

    @Override
    public Integer call() {
        Optional<String> wrong = wrongUse();
        if (wrong.isPresent()) {
            System.err.println("bring-up: " + wrong.get());
            return Home.WRONG_INPUT;
        }
        BringUp.Order order =
                new BringUp.Order(
                        board,
                        report,
                        resume ? BringUp.Begun.RESUMED : BringUp.Begun.ANEW,
                        simulator ? Optional.of(seed) : Optional.empty(),
                        identity.map(folder -> new BringUp.Signing(folder, state.orElseThrow())));
        BufferedReader answers =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try {
            return new BringUp(answers, System.out).run(order) ? 0 : 1;
        } catch (BringUpTrouble e) {
            System.err.println("bring-up: " + e.getMessage());
            return e.status();
        }
    }

    private Optional<String> wrongUse() {
        if (identity.isPresent() != state.isPresent()) {
            return Optional.of("--identity and --state go together");
        }
        boolean nowhere = !report.toAbsolutePath().resolveSibling(".").toFile().isDirectory();
        if (nowhere) {
            return Optional.of("--report " + report + ": its folder does not exist");
        }
        boolean stateless = state.filter(folder -> !folder.toFile().isDirectory()).isPresent();
        return stateless
                ? Optional.of("--state " + state.orElseThrow() + " is not a folder")
                : Optional.empty();
    }
}
