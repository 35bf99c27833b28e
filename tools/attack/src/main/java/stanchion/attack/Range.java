package stanchion.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import stanchion.release.DeviceFolder;
import stanchion.release.FirmwareBuild;
import stanchion.release.ReleaseException;

/// Where attacks are made: one charger of the bench as a template, made by the tools that make real
/// ones, and a copy of it for every case.
public final class Range implements AutoCloseable {
    private static final Path RAM = Path.of("/dev/shm");

    private final Path folder;
    private final Path modules;
    private final Keys keys;
    private final MakersHouse house;
    private final AtomicInteger chargers = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();

    private Range(Path folder, Path modules, Keys keys) {
        this.folder = folder;
        this.modules = modules;
        this.keys = keys;
        this.house = new MakersHouse(folder);
    }

    /// Makes keys, program and template.
    ///
    /// @param modules the folder or jar that holds the verifier's module
    public static Range open(Path modules) throws IOException, ReleaseException {
        Path folder = Files.createTempDirectory(place(), "stanchion-attack-");
        boolean made = false;
        try {
            Path template = folder.resolve("template");
            DeviceFolder.create(
                    new DeviceFolder.Order(
                            template, "canary", Canary.firmware(folder.resolve("canary"))));
            Keys keys = Keys.read(template.resolve("maker/keys"));
            made = true;
            return new Range(folder, modules, keys);
        } finally {
            if (!made) {
                Folders.remove(folder);
            }
        }
    }

    private static Path place() {
        return ramHere() ? RAM : Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static boolean ramHere() {
        try {
            return Files.isWritable(RAM) && Files.getFileStore(RAM).type().equals("tmpfs");
        } catch (IOException none) {
            return false;
        }
    }

    /// Whether the run folders lie in RAM; without, the verifier is run with `--bench`.
    public boolean inMemory() {
        return folder.startsWith(RAM);
    }

    /// Everything of this run.
    public Path folder() {
        return folder;
    }

    /// The id of the template's board.
    public String hardware() {
        return FirmwareBuild.BENCH_HARDWARE;
    }

    Path modules() {
        return modules;
    }

    /// A good charger for one case.
    public Charger charger(String name) throws IOException {
        if (closed.get()) {
            throw new IOException("the range is closed");
        }
        String unique = name + "-" + chargers.incrementAndGet();
        Path work = Folders.create(folder.resolve(unique));
        Charger charger = new Charger(work, keys, house);
        Path template = folder.resolve("template");
        Folders.create(charger.folder());
        try (Stream<Path> parts = Files.list(template)) {
            for (Path part : parts.filter(part -> !part.endsWith("maker")).toList()) {
                Folders.copy(part, charger.file(String.valueOf(part.getFileName())));
            }
        }
        return charger;
    }

    @Override
    public void close() throws IOException {
        closed.set(true);
        Folders.remove(folder);
    }
}
