package stanchion.release;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import stanchion.boot.Release;
import stanchion.boot.Target.Use;

/// Collects the firmware of a bench charger from a built project: its own jars from the modules'
/// `target` folders, the libraries from `tools/bench/target/lib`, the bench board's description.
public final class FirmwareBuild {
    /// The id of the board that stands on every bench.
    public static final String BENCH_HARDWARE = "stanchion-bench";

    private static final List<String> CHARGER_NATIVE =
            List.of("stanchion.hal.linux", "com.fazecast.jSerialComm");
    private static final Release.Program BENCH_CHARGER =
            new Release.Program("stanchion.benchboard/stanchion.benchboard.Main", CHARGER_NATIVE);
    private static final Release.Program CHARGER =
            new Release.Program("stanchion.charger/stanchion.charger.Main", CHARGER_NATIVE);
    private static final Release.Program GATEWAY =
            new Release.Program(
                    "stanchion.gateway/stanchion.gateway.Main", List.of("org.xerial.sqlitejdbc"));

    private enum Own {
        HAL("hal", "stanchion-hal", Use.BOTH),
        HAL_LINUX("hal/linux", "stanchion-hal-linux", Use.CHARGER),
        PURE("firmware/pure", "stanchion-pure", Use.BOTH),
        BOARD("board", "stanchion-board", Use.CHARGER),
        BOARD_LINUX("board/linux", "stanchion-board-linux", Use.CHARGER),
        CHARGER("firmware/charger", "stanchion-charger", Use.CHARGER),
        BENCH_BOARD("tools/bench-board", "stanchion-bench-board", Use.CHARGER),
        BOOT("bootloader-verify", "stanchion-boot", Use.GATEWAY),
        UPDATE("firmware/update", "stanchion-update", Use.GATEWAY),
        GATEWAY("firmware/gateway", "stanchion-gateway", Use.GATEWAY);

        private final String folder;
        private final String artifact;
        private final Use use;

        Own(String folder, String artifact, Use use) {
            this.folder = folder;
            this.artifact = artifact;
            this.use = use;
        }
    }

    private static final String TESTS = "-tests.jar";

    private static final Map<String, Use> LIBRARIES =
            Map.of(
                    "jSerialComm", Use.CHARGER,
                    "org.eclipse.paho.mqttv5.client", Use.GATEWAY,
                    "sqlite-jdbc", Use.GATEWAY,
                    "gson", Use.GATEWAY,
                    "tinylog-api", Use.GATEWAY,
                    "tinylog-impl", Use.GATEWAY,
                    "jul-tinylog", Use.GATEWAY,
                    "slf4j-tinylog", Use.GATEWAY,
                    "slf4j-api", Use.BOTH,
                    "pi4j-core", Use.CHARGER);

    /// What a firmware is made for.
    ///
    /// @param hardware id of the board
    /// @param jre the Java build that runs it, as `java.runtime.version` says it
    /// @param machine its processor as Java names it, `amd64` or `aarch64`
    /// @param description the board's `board.conf`
    public record Machine(String hardware, String jre, String machine, Path description) {
        /// The bench, on the machine this runs on.
        static Machine bench(Path home) {
            return new Machine(
                    BENCH_HARDWARE,
                    System.getProperty("java.runtime.version"),
                    System.getProperty("os.arch").toLowerCase(Locale.ROOT),
                    home.resolve("board/bench/board.conf"));
        }

        boolean isBench() {
            return description.endsWith(Path.of("bench", "board.conf"));
        }
    }

    private final TreeMap<String, Firmware.Part> files = new TreeMap<>();

    private final Machine machine;
    private final JarIntake intake;

    private FirmwareBuild(Machine machine, JarIntake intake) {
        this.machine = machine;
        this.intake = intake;
    }

    /// Everything a slot of a bench charger holds.
    ///
    /// @param home the project's folder, built
    /// @param version the name this firmware is signed under
    public static Firmware collect(Path home, String version) throws ReleaseException {
        return collect(home, version, JarIntake.RESOLVE);
    }

    /// The same.
    ///
    /// @param intake what becomes of a jar that would change what is loaded
    public static Firmware collect(Path home, String version, JarIntake intake)
            throws ReleaseException {
        return collect(home, version, Machine.bench(home), intake);
    }

    /// What a slot of a shipped charger with another board holds, on a bench charger's device
    /// folder and the machine this runs on.
    ///
    /// @param description the board's `board.conf`
    public static Firmware shipped(Path home, String version, Path description)
            throws ReleaseException {
        Machine bench = Machine.bench(home);
        Machine board = new Machine(bench.hardware(), bench.jre(), bench.machine(), description);
        return collect(home, version, board, JarIntake.RESOLVE);
    }

    /// The same for another machine than this one.
    public static Firmware collect(Path home, String version, Machine machine, JarIntake intake)
            throws ReleaseException {
        FirmwareBuild build = new FirmwareBuild(machine, intake);
        for (Own own : Own.values()) {
            if (own == Own.BENCH_BOARD && !machine.isBench()) {
                continue; // terminals that are wired to a simulator: no shipped charger has them
            }
            build.jar(home.resolve(own.folder).resolve("target"), own.artifact, own.use);
        }
        for (Map.Entry<String, Use> library : LIBRARIES.entrySet()) {
            build.jar(home.resolve("tools/bench/target/lib"), library.getKey(), library.getValue());
        }
        build.files.put("board.conf", new Firmware.Part(Use.DATA, read(machine.description())));
        return new Firmware(build.release(version), build.files);
    }

    private Release release(String version) {
        return new Release(
                version,
                0,
                new Release.Platform(List.of(machine.hardware()), machine.jre()),
                new Release.Programs(machine.isBench() ? BENCH_CHARGER : CHARGER, GATEWAY));
    }

    private void jar(Path folder, String artifact, Use use) throws ReleaseException {
        Path file = only(folder, artifact);
        byte[] jar = read(file);
        Optional<NativeHalf> half = NativeHalf.of(artifact);
        List<String> without = half.map(NativeHalf::folders).orElse(List.of());
        String name = String.valueOf(file.getFileName());
        files.put(name, new Firmware.Part(use, intake.take(name, jar, without)));
        if (half.isPresent()) {
            byte[] library = half.get().from(name, jar, machine.machine());
            files.put(half.get().library(), new Firmware.Part(Use.DATA, library));
        }
    }

    /// The one `ARTIFACT-<version>.jar` of a folder; a jar of tests beside it is none.
    static Path only(Path folder, String artifact) throws ReleaseException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> jars =
                Files.newDirectoryStream(folder, artifact + "-[0-9]*.jar")) {
            for (Path jar : jars) {
                if (!jar.toString().endsWith(TESTS)) {
                    found.add(jar);
                }
            }
        } catch (IOException missing) {
            throw new ReleaseException(folder + ": not built yet, build the project first");
        }
        if (found.size() != 1) {
            throw new ReleaseException(
                    folder
                            + ": holds "
                            + found.size()
                            + " jars of "
                            + artifact
                            + " instead of one, clean and build the project");
        }
        return found.getFirst();
    }

    private static byte[] read(Path file) throws ReleaseException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException missing) {
            throw new ReleaseException(file + ": cannot be read", missing);
        }
    }
}
