package stanchion.bench.cli;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import stanchion.bench.broker.BrokerTrouble;
import stanchion.bench.report.BenchReport;
import stanchion.bench.run.BenchTrouble;
import stanchion.bench.run.BrokerKind;
import stanchion.bench.run.HeadlessRun;
import stanchion.bench.run.PageRun;
import stanchion.bench.run.ScenarioFile;
import stanchion.bench.run.Setup;
import stanchion.bench.vehicle.VehicleRun;
import stanchion.bench.vehicle.VehicleTrouble;

/// `./run bench`: the whole charger as processes, with a page or with one scenario.
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "A whole charger on this machine: boot verifier, charger, gateway, broker (mutual TLS 1.3),",
            "simulated mains and vehicle. Without options it serves a page to watch and drive it;",
            "with --headless it runs one scenario in real time and exits 0 when all expectations held,",
            "1 when not, with the verifier's status when the slot is refused."
        })
public final class BenchCommand implements Callable<Integer> {
    private static final int HIGHEST_PORT = 65_535;

    @Option(names = "--headless", description = "No page: run one scenario and end.")
    private boolean headless;

    @Option(names = "--scenario", paramLabel = "FILE", description = "What --headless runs.")
    private Optional<Path> scenario = Optional.empty();

    @Option(names = "--report", paramLabel = "FILE", description = "Write the books as JSON.")
    private Optional<Path> report = Optional.empty();

    @Option(
            names = "--broker",
            paramLabel = "hivemq|mosquitto",
            description = "HiveMQ CE (the default), or Debian's mosquitto.")
    private BrokerKind broker = BrokerKind.HIVEMQ;

    @Option(
            names = "--outage",
            paramLabel = "TIME",
            converter = Span.class,
            description = {
                "Take the broker away for so long in the longest wait of the scenario:",
                "mosquitto is stopped (20s by default, 0s for never), the line to HiveMQ is cut."
            })
    private Optional<Duration> outage = Optional.empty();

    @Option(
            names = "--device",
            paramLabel = "DIR",
            description = "Use this device folder (./run device new DIR) instead of a new one.")
    private Optional<Path> device = Optional.empty();

    @Option(
            names = "--trial",
            paramLabel = "TIME",
            converter = Span.class,
            description = "How long a new version has to be confirmed, 60s without it.")
    private Duration trial = Setup.USUAL_TRIAL;

    @Option(
            names = "--vehicle",
            paramLabel = "PORT",
            description = {
                "With --headless: an instrument at this serial port is the vehicle of a real charger",
                "(its protocol: tools/vehicle/README.md). No other part of the bench is started."
            })
    private Optional<Path> vehicle = Optional.empty();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Of the page, on 127.0.0.1; any that is free without it.")
    private int port;

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = {
                "Let the charger write its journal, for ./run replay: of its last life, when it is",
                "restarted; at most 64 MiB, about half an hour."
            })
    private Optional<Path> journal = Optional.empty();

    @Option(names = "--keep", description = "Keep the temporary folder with logs and device.")
    private boolean keep;

    @Override
    public Integer call() throws InterruptedException {
        Optional<String> wrong = wrongUse();
        if (wrong.isPresent()) {
            System.err.println("bench: " + wrong.get());
            return Home.WRONG_INPUT;
        }
        try {
            return vehicle.isPresent() ? runVehicle() : headless ? runScenario() : servePage();
        } catch (VehicleTrouble e) {
            System.err.println("bench: " + e.getMessage());
            return e.status();
        } catch (BenchTrouble e) {
            System.err.println("bench: " + e.getMessage());
            return e.status();
        } catch (BrokerTrouble | UncheckedIOException e) {
            System.err.println("bench: " + e.getMessage());
            return Home.WRONG_INPUT;
        }
    }

    private Optional<String> wrongUse() {
        if (headless && scenario.isEmpty()) {
            return Optional.of("--headless needs --scenario FILE, see tools/scenarios");
        }
        if (!headless && (scenario.isPresent() || report.isPresent() || outage.isPresent())) {
            return Optional.of("--scenario, --report and --outage go with --headless");
        }
        if (vehicle.isPresent() && (!headless || outage.isPresent() || device.isPresent())) {
            return Optional.of(
                    "--vehicle goes with --headless and --scenario; there is no broker and no device"
                            + " folder then");
        }
        if (port < 0 || port > HIGHEST_PORT) {
            return Optional.of("--port " + port + " is no port, 0 to " + HIGHEST_PORT);
        }
        if (vehicle.isPresent() && journal.isPresent()) {
            return Optional.of("--journal is the bench's own charger's, which --vehicle has not");
        }
        return nowhere("--report", report).or(() -> nowhere("--journal", journal));
    }

    private static Optional<String> nowhere(String option, Optional<Path> file) {
        return file.filter(
                        named -> !named.toAbsolutePath().resolveSibling(".").toFile().isDirectory())
                .map(named -> option + " " + named + ": its folder does not exist");
    }

    private Setup setup() {
        Setup setup =
                new Setup(
                        Home.folder(),
                        device,
                        broker,
                        keep ? Setup.Leftovers.KEPT : Setup.Leftovers.REMOVED,
                        trial);
        return journal.map(setup::journalled).orElse(setup);
    }

    private int runScenario() {
        HeadlessRun run =
                new HeadlessRun(setup(), outage.orElse(broker.usualOutage()), BenchCommand::print);
        BenchReport books = run.run(scenario.orElseThrow());
        report.ifPresent(books::write);
        summary(books);
        return books.isPassed() ? 0 : 1;
    }

    private int runVehicle() {
        VehicleRun.Result result =
                new VehicleRun(vehicle.orElseThrow(), BenchCommand::print)
                        .run(ScenarioFile.read(scenario.orElseThrow()));
        report.ifPresent(result::write);
        System.out.printf(
                "%d held, %d failed, %d left out%n%s%n",
                result.held(),
                result.failed(),
                result.unseen(),
                result.isPassed() ? "PASSED" : "FAILED");
        return result.isPassed() ? 0 : 1;
    }

    private static void print(String line) {
        System.out.println(line);
    }

    static void summary(BenchReport books) {
        System.out.println(
                String.format(
                        Locale.ROOT,
                        "energy: truth %.3f Wh, metered %.3f Wh, received %.3f Wh%n"
                                + "reports: %d sent, %d received, %d lost, %d duplicates%n"
                                + "cycles: %d, %d deadlines missed, %d interventions; worst opening %d"
                                + " ms",
                        books.energy().truth(),
                        books.energy().metered(),
                        books.energy().received(),
                        books.messages().sent(),
                        books.messages().received(),
                        books.messages().lost(),
                        books.messages().duplicated(),
                        books.cycles().counted(),
                        books.cycles().deadlinesMissed(),
                        books.cycles().interventions(),
                        books.worstOpenMillis()));
        System.out.println(books.isPassed() ? "PASSED" : "FAILED");
    }

    private int servePage() throws InterruptedException {
        try (PageRun run = PageRun.start(setup(), port, BenchCommand::print)) {
            System.out.println("page:   " + run.address());
            System.out.println("listen: " + run.bench().listenLine());
            System.out.println("circuits: " + run.bench().circuits());
            System.out.println("Ctrl-C ends everything.");
            run.await();
        }
        return 0;
    }
}
