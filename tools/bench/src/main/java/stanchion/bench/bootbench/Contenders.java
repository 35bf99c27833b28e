package stanchion.bench.bootbench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import stanchion.bench.process.JavaCommand;
import stanchion.bench.run.AotLesson;
import stanchion.boot.Targets;
import stanchion.release.CacheFile;
import stanchion.release.DeviceFolder;
import stanchion.release.Firmware;
import stanchion.release.ReleaseException;
import stanchion.release.VerifierProcess;

/// Puts everybody at the start: device folders, caches, the peers' files.
final class Contenders {
    static final String EMPTY = "empty JVM";
    static final String DEFAULT = "verifier, default CDS";
    static final String CACHED = "verifier, AOT cache";
    static final String CLASSICAL = "verifier, AOT, Ed25519 alone";
    static final String COPYING = "verifier, AOT, copy in RAM";
    static final String ONE_CORE = "verifier, AOT, one core";
    static final String WHOLE_WAY = "to the first met deadline";
    static final String BOTH_CACHES = "the same, gateway's cache too";
    private static final String BOOT = "BOOT A " + LargeFirmware.VERSION;
    private static final List<String> JVM =
            List.of("-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xshare:auto", "-Xmx64m");

    private final Path home;
    private final Path jar;
    private final Scratch scratch;

    Contenders(Path home, Scratch scratch) throws ReleaseException {
        this.home = home;
        this.jar = VerifierProcess.jar(home);
        this.scratch = scratch;
    }

    /// @param built what goes into a slot, see [FirmwareBuild]
    List<Contender> prepare(Firmware built, long seed)
            throws IOException, ReleaseException, InterruptedException {
        Firmware firmware = LargeFirmware.fill(built, home, seed);
        Path device = scratch.disk().resolve("device");
        DeviceFolder.create(new DeviceFolder.Order(device, "bench-1", firmware));
        Path slot = device.resolve("slots/A");
        List<Path> files = files(slot);
        Peers peers = new Peers(scratch.disk());
        List<Contender> all = new ArrayList<>();
        all.add(emptyJvm());
        all.addAll(verifiers(device));
        all.add(classical(device));
        Firmware taught = AotLesson.teach(home, built);
        all.add(wholeWay(WHOLE_WAY, CacheFile.GATEWAY.outOf(taught)));
        all.add(wholeWay(BOTH_CACHES, taught));
        peers.openssl(files).ifPresent(all::add);
        all.addAll(peers.jarsigner(files));
        return all;
    }

    private ProcessRun emptyJvm() throws IOException {
        String path = Nothing.class.getName().replace('.', '/') + ".class";
        Path file = scratch.disk().resolve("nothing").resolve(path);
        Files.createDirectories(file.resolveSibling("."));
        try (InputStream in = Nothing.class.getClassLoader().getResourceAsStream(path)) {
            Files.write(file, in == null ? new byte[0] : in.readAllBytes());
        }
        List<String> command = new ArrayList<>(List.of(JavaCommand.executable()));
        command.addAll(JVM);
        command.addAll(List.of("-cp", scratch.disk().resolve("nothing").toString()));
        command.add(Nothing.class.getName());
        return new ProcessRun(EMPTY, command, "nothing");
    }

    private List<Contender> verifiers(Path device) throws InterruptedException {
        VerifierProcess verifier = VerifierProcess.of(jar, device);
        train(verifier, cache());
        VerifierProcess cached = verifier.cached(cache());
        Path run = scratch.memory().resolve("run");
        VerifierProcess copying = cached.into(run);
        if (!scratch.inMemory()) {
            copying = copying.onBench();
        }
        ProcessRun verdict = new ProcessRun(CACHED, cached.command(), BOOT);
        List<Contender> verifiers = new ArrayList<>();
        verifiers.add(new ProcessRun(DEFAULT, verifier.command(), BOOT));
        verifiers.add(verdict);
        verifiers.add(new ProcessRun(COPYING, copying.command(), BOOT, Optional.of(run)));
        if (Tool.onPath("taskset")) {
            verifiers.add(verdict.by(ONE_CORE, List.of("taskset", "-c", "0")));
        }
        return verifiers;
    }

    /// A device as it is delivered, with ahead-of-time caches in its slot.
    private Contender wholeWay(String name, Firmware delivered) throws ReleaseException {
        String folder = "delivered-" + delivered.files().size();
        Path device = scratch.disk().resolve(folder);
        DeviceFolder.create(new DeviceFolder.Order(device, "bench-2", delivered));
        Path run = scratch.memory().resolve(folder);
        VerifierProcess verifier = VerifierProcess.of(jar, device).cached(cache()).into(run);
        List<String> command = (scratch.inMemory() ? verifier : verifier.onBench()).command();
        ProcessRun start = new ProcessRun("verifier", command, BOOT, Optional.of(run));
        return new WholeWay(name, start, run, device.resolve("state"));
    }

    private Path cache() {
        return scratch.disk().resolve("verifier.aot");
    }

    private Contender classical(Path hybrid)
            throws IOException, ReleaseException, InterruptedException {
        Path device = scratch.disk().resolve("classical");
        copy(hybrid, device);
        ClassicalTrust.replace(device);
        Path changed = scratch.disk().resolve("classical.jar");
        ClassicalVerifier.write(jar, changed);
        Path cache = scratch.disk().resolve("classical.aot");
        VerifierProcess verifier = VerifierProcess.of(changed, device);
        train(verifier, cache);
        return new ProcessRun(CLASSICAL, verifier.cached(cache).command(), BOOT);
    }

    private static void train(VerifierProcess verifier, Path cache) throws InterruptedException {
        Tool.run(verifier.training(cache).builder());
        if (!Files.exists(cache)) {
            throw new BootBenchTrouble("this Java made no AOT cache of the verifier");
        }
    }

    /// The slot's files without its metadata, by name.
    private static List<Path> files(Path slot) throws IOException {
        try (Stream<Path> files = Files.list(slot)) {
            return files.filter(file -> !file.endsWith(Targets.FILE)).sorted().toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path path : tree.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }
}
