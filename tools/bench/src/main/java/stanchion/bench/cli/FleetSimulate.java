package stanchion.bench.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import stanchion.bench.broker.BrokerTrouble;
import stanchion.bench.broker.OpenBroker;
import stanchion.bench.process.FreePort;
import stanchion.bench.run.BrokerKind;
import stanchion.fleet.FleetException;
import stanchion.fleet.rollout.RolloutPlan;
import stanchion.fleet.simulate.Outcome;
import stanchion.fleet.simulate.Simulation;

/// `./run fleet simulate`.
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Roll a bad release out to light devices on a real broker until it halts by itself,",
            "then a good one to all of them. Exits 1 when a claim is missed."
        },
        footer = {"", "Example: ./run fleet simulate --devices 2000 --bad 3%% --seed 1"})
final class FleetSimulate implements Callable<Integer> {
    private static final int MISSED = 1;
    private static final int OF_SECONDS = 200;

    @Option(names = "--devices", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}")
    private int devices = 2000;

    @Option(
            names = "--bad",
            paramLabel = "SHARE",
            description = "Devices on which the bad release fails. Default: ${DEFAULT-VALUE}")
    private String bad = "3%";

    @Option(
            names = "--charging",
            paramLabel = "SHARE",
            description = "Devices where a vehicle charges all the time. Default: ${DEFAULT-VALUE}")
    private String charging = "10%";

    @Option(
            names = "--stages",
            paramLabel = "PERMYRIAD",
            split = ",",
            description = "Of 10000, ascending. Default: 450,2500,10000")
    private List<Integer> stages = List.of(450, 2500, 10_000);

    @Option(names = "--halt-at", paramLabel = "SHARE", description = "Default: ${DEFAULT-VALUE}")
    private String haltAt = "2%";

    @Option(names = "--seed", description = "Default: ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(names = "--workers", description = "Servers that share the load. Default: 2")
    private int workers = 2;

    @Option(
            names = "--limit",
            paramLabel = "TIME",
            converter = Span.class,
            description = "After which a rollout has failed. Default: as the devices need it.")
    private Optional<Duration> limit = Optional.empty();

    @Option(
            names = "--broker",
            paramLabel = "mosquitto|hivemq",
            description = "Default: mosquitto where it is installed.")
    private Optional<BrokerKind> broker = Optional.empty();

    @Option(
            names = "--store",
            paramLabel = "STORE",
            description = "postgresql://HOST/DATABASE. Default: a file that is removed again.")
    private Optional<String> store = Optional.empty();

    @Override
    public Integer call() throws InterruptedException {
        return FleetCommand.saying("fleet simulate", this::simulate);
    }

    private int simulate() throws FleetException, InterruptedException {
        Path folder = temporary();
        try (OpenBroker open = broker(folder.resolve("broker"))) {
            open.start();
            try (Simulation simulation =
                    new Simulation(setup(folder, open.port()), FleetSimulate::say)) {
                say(devices + " devices on " + open.name());
                return judged(simulation, open);
            }
        } catch (IOException failed) {
            throw new FleetException("the simulation's files", failed);
        } catch (BrokerTrouble trouble) {
            throw new FleetException(String.valueOf(trouble.getMessage()));
        } finally {
            remove(folder);
        }
    }

    private static int judged(Simulation simulation, OpenBroker open)
            throws FleetException, InterruptedException, IOException {
        Outcome outcome = simulation.run();
        Duration here = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        System.out.println();
        System.out.print(outcome.table());
        System.out.printf(
                "CPU: broker %d s, devices and workers %d s%n",
                open.used().toSeconds(), here.toSeconds());
        simulation.troubles().forEach((what, count) -> System.out.println(count + " × " + what));
        outcome.missed().forEach(missed -> System.out.println("MISSED: " + missed));
        return outcome.missed().isEmpty() ? 0 : MISSED;
    }

    private Simulation.Setup setup(Path folder, int port) throws FleetException {
        try {
            RolloutPlan plan =
                    new RolloutPlan(
                            stages,
                            Shares.permyriad("--halt-at", haltAt),
                            RolloutPlan.USUAL_RISK_PERCENT,
                            Duration.ofSeconds(1));
            // a real fleet spreads over hours what this one does in seconds
            Duration jitter = Duration.ofSeconds(1 + devices / OF_SECONDS);
            return new Simulation.Setup(
                    folder.resolve("fleet"),
                    port,
                    store,
                    new Simulation.Crowd(
                            devices,
                            Shares.permyriad("--bad", bad),
                            Shares.permyriad("--charging", charging),
                            seed),
                    new Simulation.Pace(
                            plan,
                            jitter,
                            workers,
                            limit.orElse(Duration.ofMinutes(5).plus(jitter.multipliedBy(10)))));
        } catch (IllegalArgumentException nonsense) {
            throw new FleetException(String.valueOf(nonsense.getMessage()));
        }
    }

    private OpenBroker broker(Path folder) {
        return switch (broker.orElseGet(BrokerKind::lightest)) {
            case MOSQUITTO -> OpenBroker.mosquitto(folder, FreePort.any());
            case HIVEMQ -> OpenBroker.hive(folder, FreePort.any());
        };
    }

    private static void say(String line) {
        System.out.println(line);
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("stanchion-fleet-");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder", e);
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException left) {
            System.err.println("fleet simulate: remove " + folder + " by hand");
        }
    }
}
