package stanchion.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import stanchion.release.DeviceFolder;
import stanchion.release.Firmware;
import stanchion.release.VerifierProcess;

/// Devices, their verified copies, and the processes started from these.
final class Copies implements AutoCloseable {
    static final Path HOME =
            Path.of(System.getProperty("stanchion.home", "..")).toAbsolutePath().normalize();

    static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private static final long PATIENCE_SECONDS = 60;

    /// How a process ended, and what it said.
    record Ended(int status, String out) {}

    private final Path folder;
    private final List<Process> started = new ArrayList<>();

    Copies(Path folder) {
        this.folder = folder;
    }

    static boolean isBuilt() {
        return Files.isDirectory(HOME.resolve("tools/bench/target/lib"));
    }

    /// The verifier's jar.
    static String verifier() throws Exception {
        return VerifierProcess.jar(HOME).toString();
    }

    /// A new device with this firmware in slot A.
    Path device(String name, Firmware firmware) throws Exception {
        Path device = folder.resolve(name);
        DeviceFolder.create(new DeviceFolder.Order(device, name, firmware));
        return device;
    }

    /// Where the verifier has put its copy of the device's slot.
    Path run(Path device) throws Exception {
        Path run =
                Files.createTempDirectory(
                        folder,
                        "run",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
        assertThat(judge(device, run).status()).isZero();
        return run;
    }

    static Ended judge(Path device, Path run) throws Exception {
        return run(
                VerifierProcess.of(VerifierProcess.jar(HOME), device)
                        .into(run)
                        .onBench()
                        .builder());
    }

    static Ended run(ProcessBuilder builder) throws Exception {
        builder.environment().clear();
        Process process = builder.redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out);
    }

    /// The charger of a verified copy; its state is in `RUN/state`, what it says in
    /// `RUN/charger.log`.
    Process charger(Path run, Path workingDirectory) throws IOException {
        Files.createDirectories(run.resolve("state"));
        return start(
                run,
                "charger",
                workingDirectory,
                List.of(
                        "--board",
                        run.resolve("app/board.conf").toString(),
                        "--state",
                        run.resolve("state").toString(),
                        "--link",
                        run.resolve("link").toString(),
                        "--terminals",
                        run.resolve("terminals").toString()));
    }

    /// The gateway of a verified copy, without a broker; what it says is in `RUN/gateway.log`.
    Process gateway(Path run, Path device) throws IOException {
        return start(
                run,
                "gateway",
                run,
                List.of(
                        "--link",
                        run.resolve("link").toString(),
                        "--state",
                        device.resolve("state").toString(),
                        "--identity",
                        device.resolve("identity").toString(),
                        "--broker",
                        "ssl://localhost:1"));
    }

    private Process start(Path run, String program, Path workingDirectory, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(JAVA, "@" + run.resolve(program + ".args")));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(workingDirectory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(run.resolve(program + ".log").toFile());
        builder.environment().clear();
        Process process = builder.start();
        started.add(process);
        return process;
    }

    /// A file's content once it is as wanted, or as it is when the process has ended or too long
    /// has gone by.
    static String await(Process process, Path file, Predicate<String> wanted) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        String text = "";
        while (System.nanoTime() < deadline && !wanted.test(text)) {
            boolean over = process.waitFor(50, TimeUnit.MILLISECONDS);
            text = Files.exists(file) ? Files.readString(file) : "";
            if (over) {
                break;
            }
        }
        return text;
    }

    @Override
    public void close() {
        for (Process process : started) {
            process.destroyForcibly().onExit().join();
        }
    }
}
