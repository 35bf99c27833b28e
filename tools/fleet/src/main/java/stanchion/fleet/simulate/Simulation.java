package stanchion.fleet.simulate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import stanchion.boot.Targets;
import stanchion.fleet.FleetException;
import stanchion.fleet.Worker;
import stanchion.fleet.control.Controller;
import stanchion.fleet.ingest.Expected;
import stanchion.fleet.mqtt.BrokerAddress;
import stanchion.fleet.mqtt.FleetClient;
import stanchion.fleet.publish.Publication;
import stanchion.fleet.rollout.RolloutPlan;
import stanchion.fleet.store.FleetStore;
import stanchion.fleet.store.RolloutRow;
import stanchion.fleet.store.StoreAddress;
import stanchion.release.ReleaseException;

/// A fleet that takes a bad release, which halts by itself, and then a good one, which does not.
public final class Simulation implements AutoCloseable {
    private static final Duration SILENCE = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Setup setup;
    private final Consumer<String> news;
    private final Fleet fleet = new Fleet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Maker maker;
    private final Population population;
    private final FleetStore store;
    private final List<Worker> workers = new ArrayList<>();

    /// What is simulated.
    ///
    /// @param folder for keys, repository and store; a new one
    /// @param port of a broker without TLS on this machine
    /// @param store where the fleet's state is kept, see [StoreAddress]; a file of the folder's own
    ///   when there is none
    public record Setup(Path folder, int port, Optional<String> store, Crowd crowd, Pace pace) {}

    /// Who takes part.
    ///
    /// @param devices how many
    /// @param badPermyriad of 10,000 devices, those on which the bad release fails
    /// @param chargingPermyriad of 10,000 devices, those where a vehicle charges all the time
    /// @param seed decides which ones
    public record Crowd(int devices, int badPermyriad, int chargingPermyriad, long seed) {}

    /// How it goes.
    ///
    /// @param jitter over which the fleet spreads what it would do all at once
    /// @param workers how many servers share the load
    /// @param limit after which a phase has failed
    public record Pace(RolloutPlan plan, Duration jitter, int workers, Duration limit) {}

    /// Makes keys, a first release, a store and workers; no device yet.
    public Simulation(Setup setup, Consumer<String> news) throws FleetException {
        this.setup = setup;
        this.news = news;
        try {
            Files.createDirectories(setup.folder());
            maker = new Maker(setup.folder());
            maker.sign("1.0");
            population = new Population(setup.crowd(), maker.repository());
            store =
                    StoreAddress.open(
                            setup.store()
                                    .orElse(setup.folder().resolve("fleet.sqlite").toString()));
        } catch (ReleaseException refused) {
            throw new FleetException(refused.line());
        } catch (IOException failed) {
            throw new FleetException(setup.folder() + ": cannot be made", failed);
        }
    }

    /// Runs both rollouts.
    public Outcome run() throws FleetException, InterruptedException, IOException {
        Instant began = Instant.now();
        startWorkers();
        startDevices();
        Rolled bad = bad();
        Rolled good = good();
        fleet.end();
        return new Outcome(setup.crowd(), bad, good, fleet.cost(began));
    }

    /// What came of a rollout, as the devices themselves have it.
    ///
    /// @param touched devices that have switched over to it, if only for a try
    /// @param chargingTouched of these, those where a vehicle charged
    /// @param reverted of the touched ones, those that are back
    /// @param running devices that run it now
    /// @param unverified devices that run anything but a release they have verified
    /// @param permyriad how far it went
    public record Rolled(
            RolloutRow.State state,
            int permyriad,
            long touched,
            long chargingTouched,
            long reverted,
            long running,
            long unverified,
            Duration took) {}

    private Rolled bad() throws FleetException, InterruptedException {
        Targets targets = sign("2.0");
        fleet.makeBad(targets.version());
        news.accept("release 2.0, which is bad, is rolled out");
        return roll(targets, "bad-" + setup.crowd().seed());
    }

    /// Signs before it gives the bad rollout up: after that a worker signs in the same repository.
    private Rolled good() throws FleetException, InterruptedException {
        Targets targets = sign("3.0");
        for (RolloutRow row : store.rollouts()) {
            store.rollout(row.in(RolloutRow.State.DONE, Instant.now(), "given up"));
        }
        news.accept("release 3.0 is rolled out");
        return roll(targets, "good-" + setup.crowd().seed());
    }

    private Rolled roll(Targets targets, String id) throws FleetException, InterruptedException {
        Instant began = Instant.now();
        store.rollout(
                new RolloutRow(
                        id,
                        fleet.channel(),
                        targets.version(),
                        setup.pace().plan(),
                        0,
                        RolloutRow.State.RUNNING,
                        Instant.now(),
                        "begun"));
        until(() -> !state(id).equals(Optional.of(RolloutRow.State.RUNNING)));
        settle(targets.version());
        RolloutRow row = row(id).orElseThrow();
        Rolled rolled = population.rolled(row, Duration.between(began, Instant.now()));
        news.accept(
                "rollout %s: %s at %d of 10000, %d touched, %d reverted: %s"
                        .formatted(
                                id,
                                row.state(),
                                row.permyriad(),
                                rolled.touched(),
                                rolled.reverted(),
                                row.reason()));
        return rolled;
    }

    private Targets sign(String version) throws FleetException {
        try {
            return maker.sign(version);
        } catch (ReleaseException refused) {
            throw new FleetException(refused.line());
        }
    }

    /// Waits until nobody is in the middle of a try.
    private void settle(long targets) throws InterruptedException {
        long[] last = {-1};
        until(() -> {
            long sum = population.through(targets);
            boolean still = sum == last[0];
            last[0] = sum;
            fleet.pause(setup.pace().jitter().multipliedBy(3).plus(PAUSE));
            return still;
        });
    }

    private Optional<RolloutRow> row(String id) {
        try {
            return store.rollouts().stream().filter(row -> row.id().equals(id)).findFirst();
        } catch (FleetException failed) {
            news.accept(failed.line());
            return Optional.empty();
        }
    }

    private Optional<RolloutRow.State> state(String id) {
        return row(id).map(RolloutRow::state);
    }

    private void startWorkers() throws FleetException {
        BrokerAddress address = new BrokerAddress("localhost", setup.port(), Optional.empty());
        try (FleetClient first = FleetClient.connect(address, "publish")) {
            Publication.publish(maker.repository(), first);
        }
        for (int i = 0; i < setup.pace().workers(); i++) {
            Worker worker = new Worker(address, place(), settings());
            workers.add(worker);
            threads.execute(() -> work(worker));
        }
    }

    private Worker.Place place() throws FleetException {
        try {
            return new Worker.Place(
                    store,
                    Optional.of(maker.assignments()),
                    new Expected(maker.repository(), Set.of()));
        } catch (ReleaseException refused) {
            throw new FleetException(refused.line());
        }
    }

    private Controller.Settings settings() {
        return new Controller.Settings(maker.repository(), SILENCE, news);
    }

    private void work(Worker worker) {
        try {
            while (!fleet.ended()) {
                try {
                    worker.run(PAUSE);
                } catch (FleetException failed) {
                    news.accept("a worker begins again: " + failed.line());
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void startDevices() throws FleetException, IOException, InterruptedException {
        population.start(surroundings(), threads);
        int all = setup.crowd().devices();
        until(() -> fleet.joined() == all);
        until(() -> counted() >= all);
        news.accept(all + " devices are there");
    }

    private LightDevice.Surroundings surroundings() throws FleetException {
        try {
            return new LightDevice.Surroundings(
                    fleet, setup.port(), maker.root(), setup.pace().jitter());
        } catch (ReleaseException refused) {
            throw new FleetException(refused.line());
        }
    }

    private long counted() {
        try {
            return store.census().stream().mapToLong(one -> one.chargers()).sum();
        } catch (FleetException failed) {
            news.accept(failed.line());
            return 0;
        }
    }

    private void until(BooleanSupplier done) throws InterruptedException {
        long end = System.nanoTime() + setup.pace().limit().toNanos();
        while (!done.getAsBoolean() && System.nanoTime() < end) {
            fleet.pause(Duration.ofMillis(200));
            if (Thread.interrupted()) {
                throw new InterruptedException("the simulation is ended");
            }
        }
    }

    /// What devices could not get over, by what it is; for a person to look at.
    public Map<String, Long> troubles() {
        return population.troubles();
    }

    @Override
    public void close() {
        fleet.end();
        workers.forEach(Worker::close);
        threads.shutdownNow();
        store.close();
    }
}
