package stanchion.fleet.simulate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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
import stanchion.release.Digests;
import stanchion.release.ReleaseException;
import stanchion.update.Channel;

/// A fleet that takes a bad release, which halts by itself, and then a good one, which does not.
public final class Simulation implements AutoCloseable {
    private static final Duration SILENCE = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int FIRST = 1;

    private final Setup setup;
    private final Consumer<String> news;
    private final Fleet fleet = new Fleet();
    private final List<LightDevice> devices = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Maker maker;
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

    /// What all devices share, and what is counted.
    static final class Fleet {
        private final CountDownLatch end = new CountDownLatch(1);
        private final AtomicLong messages = new AtomicLong();
        private final AtomicLong refused = new AtomicLong();
        private final AtomicLong repeated = new AtomicLong();
        private final AtomicLong lost = new AtomicLong();
        private final Set<String> joined = ConcurrentHashMap.newKeySet();
        private volatile long bad;

        boolean ended() {
            return end.getCount() == 0;
        }

        AtomicLong messages() {
            return messages;
        }

        Channel channel() {
            return Channel.STABLE;
        }

        boolean bad(long targets) {
            return targets == bad;
        }

        void joined(String device) {
            joined.add(device);
        }

        void refused() {
            refused.incrementAndGet();
        }

        void repeated() {
            repeated.incrementAndGet();
        }

        void reconnected() {
            lost.incrementAndGet();
        }

        /// Ends early with the fleet.
        void pause(Duration duration) {
            try {
                boolean over = end.await(duration.toMillis(), TimeUnit.MILLISECONDS);
                if (over) {
                    return;
                }
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Makes keys, a first release, a store and workers; no device yet.
    public Simulation(Setup setup, Consumer<String> news) throws FleetException {
        this.setup = setup;
        this.news = news;
        try {
            Files.createDirectories(setup.folder());
            maker = new Maker(setup.folder());
            maker.sign("1.0");
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
        fleet.end.countDown();
        return new Outcome(
                setup.crowd(),
                bad,
                good,
                new Outcome.Cost(
                        fleet.messages.get(),
                        fleet.refused.get(),
                        fleet.repeated.get(),
                        fleet.lost.get(),
                        Duration.between(began, Instant.now())));
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
        return roll("2.0", "bad-" + setup.crowd().seed(), true);
    }

    private Rolled good() throws FleetException, InterruptedException {
        for (RolloutRow row : store.rollouts()) {
            store.rollout(row.in(RolloutRow.State.DONE, Instant.now(), "given up"));
        }
        return roll("3.0", "good-" + setup.crowd().seed(), false);
    }

    private Rolled roll(String version, String id, boolean isBad)
            throws FleetException, InterruptedException {
        Instant began = Instant.now();
        Targets targets = sign(version);
        fleet.bad = isBad ? targets.version() : fleet.bad;
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
        news.accept("release " + version + (isBad ? ", which is bad," : "") + " is rolled out");
        until(() -> !state(id).equals(Optional.of(RolloutRow.State.RUNNING)));
        settle(targets.version());
        RolloutRow row = row(id).orElseThrow();
        Rolled rolled = rolled(row, Duration.between(began, Instant.now()));
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
            long sum =
                    devices.stream()
                            .filter(device -> device.tried().contains(targets))
                            .filter(device ->
                                    device.running().targets() == targets || device.gaveUp(targets))
                            .count();
            boolean still = sum == last[0];
            last[0] = sum;
            fleet.pause(setup.pace().jitter().multipliedBy(3).plus(PAUSE));
            return still;
        });
    }

    private Rolled rolled(RolloutRow row, Duration took) {
        long target = row.targets();
        List<LightDevice> touched =
                devices.stream().filter(device -> device.tried().contains(target)).toList();
        return new Rolled(
                row.state(),
                row.permyriad(),
                touched.size(),
                touched.stream().filter(device -> device.traits().charging()).count(),
                touched.stream().filter(device -> device.gaveUp(target)).count(),
                devices.stream().filter(device -> device.running().targets() == target).count(),
                devices.stream().filter(device -> !verified(device)).count(),
                took);
    }

    /// Whether a device runs, to the byte, a manifest that was released.
    private boolean verified(LightDevice device) {
        LightDevice.Running running = device.running();
        try {
            return Digests.sha256(
                            Files.readAllBytes(
                                    maker.repository()
                                            .resolve("metadata")
                                            .resolve(running.targets() + ".targets.json")))
                    .equals(running.sha256());
        } catch (IOException none) {
            return false;
        }
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
            worker.run(PAUSE);
        } catch (FleetException failed) {
            news.accept("a worker ends: " + failed.line());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void startDevices() throws FleetException, IOException, InterruptedException {
        byte[] manifest = Files.readAllBytes(maker.repository().resolve("metadata/1.targets.json"));
        LightDevice.Running running =
                new LightDevice.Running("1.0", FIRST, Digests.sha256(manifest));
        LightDevice.Surroundings around = surroundings();
        List<LightDevice.Traits> traits = traits();
        for (LightDevice.Traits one : traits) {
            LightDevice device = new LightDevice(one, around, running);
            devices.add(device);
            threads.execute(device);
            fleet.pause(Duration.ofNanos(around.jitter().toNanos() / traits.size()));
        }
        until(() -> fleet.joined.size() == devices.size());
        until(() -> counted() >= devices.size());
        news.accept(devices.size() + " devices are there");
    }

    private long counted() {
        try {
            return store.census().stream().mapToLong(one -> one.chargers()).sum();
        } catch (FleetException failed) {
            news.accept(failed.line());
            return 0;
        }
    }

    private LightDevice.Surroundings surroundings() throws FleetException {
        try {
            return new LightDevice.Surroundings(
                    fleet, setup.port(), maker.root(), setup.pace().jitter());
        } catch (ReleaseException refused) {
            throw new FleetException(refused.line());
        }
    }

    /// Exactly as many of each kind as were asked for, in an order of the seed's.
    private List<LightDevice.Traits> traits() {
        int count = setup.crowd().devices();
        List<Integer> fragile = shuffled(count, setup.crowd().seed());
        List<Integer> charging = shuffled(count, setup.crowd().seed() + 1);
        List<LightDevice.Traits> traits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            traits.add(
                    new LightDevice.Traits(
                            "sim-%05d".formatted(i),
                            charging.get(i)
                                    < count * (long) setup.crowd().chargingPermyriad() / 10_000,
                            fragile.get(i) < count * (long) setup.crowd().badPermyriad() / 10_000));
        }
        return traits;
    }

    private static List<Integer> shuffled(int count, long seed) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(i);
        }
        Collections.shuffle(numbers, new Random(seed));
        return numbers;
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

    /// What a device could not get over, by what it is; for a person to look at.
    public Map<String, Long> troubles() {
        Map<String, Long> troubles = new java.util.TreeMap<>();
        devices.stream()
                .map(LightDevice::trouble)
                .filter(trouble -> !trouble.isEmpty())
                .forEach(trouble -> troubles.merge(trouble, 1L, Long::sum));
        return troubles;
    }

    @Override
    public void close() {
        fleet.end.countDown();
        workers.forEach(Worker::close);
        threads.shutdownNow();
        store.close();
    }
}
