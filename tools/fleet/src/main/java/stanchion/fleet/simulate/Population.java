package stanchion.fleet.simulate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import stanchion.fleet.store.RolloutRow;
import stanchion.release.Digests;

/// The devices of a simulation, and what came of them as they have it themselves.
final class Population {
    private static final int WHOLE = 10_000;

    private final Simulation.Crowd crowd;
    private final Path repository;
    private final List<LightDevice> devices = new ArrayList<>();

    /// @param repository whose first release all devices run
    Population(Simulation.Crowd crowd, Path repository) {
        this.crowd = crowd;
        this.repository = repository;
    }

    /// Starts all of them, spread over the time that they spread everything over.
    void start(LightDevice.Surroundings around, Executor threads) throws IOException {
        LightDevice.Running first = new LightDevice.Running("1.0", 1, manifest(1));
        for (LightDevice.Traits one : traits()) {
            LightDevice device = new LightDevice(one, around, first);
            devices.add(device);
            threads.execute(device);
            around.fleet().pause(Duration.ofNanos(around.jitter().toNanos() / crowd.devices()));
        }
    }

    /// Exactly as many of each kind as were asked for, in an order of the seed's.
    private List<LightDevice.Traits> traits() {
        int count = crowd.devices();
        List<Integer> fragile = shuffled(count, crowd.seed());
        List<Integer> charging = shuffled(count, crowd.seed() + 1);
        long mostFragile = count * (long) crowd.badPermyriad() / WHOLE;
        long mostCharging = count * (long) crowd.chargingPermyriad() / WHOLE;
        List<LightDevice.Traits> traits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            traits.add(
                    new LightDevice.Traits(
                            "sim-%05d".formatted(i),
                            charging.get(i) < mostCharging,
                            fragile.get(i) < mostFragile));
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

    /// How many have tried a version and are through with it.
    long through(long targets) {
        return devices.stream()
                .filter(device -> device.tried().contains(targets))
                .filter(device -> device.running().targets() == targets || device.gaveUp(targets))
                .count();
    }

    Simulation.Rolled rolled(RolloutRow row, Duration took) {
        long target = row.targets();
        List<LightDevice> touched =
                devices.stream().filter(device -> device.tried().contains(target)).toList();
        return new Simulation.Rolled(
                row.state(),
                row.permyriad(),
                touched.size(),
                touched.stream().filter(device -> device.traits().charging()).count(),
                touched.stream().filter(device -> device.gaveUp(target)).count(),
                devices.stream().filter(device -> device.running().targets() == target).count(),
                devices.stream().filter(device -> !verified(device.running())).count(),
                took);
    }

    /// Whether a device runs, to the byte, a manifest that was released.
    private boolean verified(LightDevice.Running running) {
        try {
            return manifest(running.targets()).equals(running.sha256());
        } catch (IOException none) {
            return false;
        }
    }

    private String manifest(long targets) throws IOException {
        Path metadata = repository.resolve("metadata");
        return Digests.sha256(Files.readAllBytes(metadata.resolve(targets + ".targets.json")));
    }

    /// What devices could not get over, by what it is.
    Map<String, Long> troubles() {
        Map<String, Long> troubles = new TreeMap<>();
        devices.stream()
                .map(LightDevice::trouble)
                .filter(trouble -> !trouble.isEmpty())
                .forEach(trouble -> troubles.merge(trouble, 1L, Long::sum));
        return troubles;
    }
}
