package stanchion.bench.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import stanchion.fleet.FleetException;
import stanchion.fleet.Worker;
import stanchion.fleet.control.Controller;
import stanchion.fleet.ingest.Expected;
import stanchion.fleet.store.FleetStore;
import stanchion.release.ReleaseException;
import stanchion.release.sign.Assignments;

/// `./run fleet work`.
@Command(
        name = "work",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Example: ./run fleet work --repository www --keys maker/keys \\",
            "    --broker ssl://localhost:8883 --identity maker/bench.p12"
        },
        description = {
            "Serve a fleet until Ctrl-C: give content, take reports, decide about rollouts.",
            "Any number may run beside each other; one of them decides."
        })
final class FleetWork implements Callable<Integer> {
    private static final Duration SILENCE = Duration.ofMinutes(30);

    @Option(names = "--repository", paramLabel = "DIR", required = true)
    private Path repository = Path.of("");

    @Option(
            names = "--keys",
            paramLabel = "DIR",
            description = {
                "A key set with the private halves of assignment, snapshot and timestamp.",
                "Without it this worker gives and takes, and never decides."
            })
    private Optional<Path> keys = Optional.empty();

    @Option(
            names = "--verifier",
            paramLabel = "VERSION",
            description = "Boot verifiers that are in use; others raise an alert. Repeatable.")
    private Set<String> verifiers = new LinkedHashSet<>();

    @Option(
            names = "--every",
            paramLabel = "TIME",
            converter = Span.class,
            description = "How often the worker that leads decides. Default: 5s")
    private Duration pause = Duration.ofSeconds(5);

    @Mixin private FleetOptions.Broker broker = new FleetOptions.Broker();
    @Mixin private FleetOptions.Store store = new FleetOptions.Store();
    @Mixin private KeyOptions.Secrets secrets = new KeyOptions.Secrets();

    @Override
    public Integer call() throws InterruptedException {
        return FleetCommand.saying("fleet work", this::work);
    }

    private int work() throws FleetException, InterruptedException {
        if (!Files.isDirectory(repository.resolve("metadata"))) {
            throw new FleetException(
                    "--repository "
                            + repository
                            + ": no repository; make one: ./run sign --repository DIR");
        }
        try (FleetStore open = store.open();
                Worker worker = new Worker(broker.address(), place(open), settings())) {
            System.out.println(
                    "works at broker "
                            + broker.address()
                            + ", store "
                            + store.shown()
                            + ", repository "
                            + repository
                            + (keys.isPresent() ? "" : "; never decides: no --keys"));
            worker.run(pause);
            return 0;
        }
    }

    private Controller.Settings settings() {
        return new Controller.Settings(repository, SILENCE, System.out::println);
    }

    private Worker.Place place(FleetStore open) throws FleetException {
        try {
            Optional<Assignments> assignments =
                    keys.isPresent()
                            ? Optional.of(
                                    Assignments.open(repository, keys.get(), secrets.passphrases()))
                            : Optional.empty();
            return new Worker.Place(open, assignments, new Expected(repository, verifiers));
        } catch (ReleaseException refused) {
            throw new FleetException(refused.line());
        }
    }
}
