package stanchion.boot;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A bench device folder on disk, and the verifier's process to judge it.
final class DeviceOnDisk {
    /// A process that waits for somebody is killed, so that its test fails.
    private static final int LONGEST_SECONDS = 60;

    /// How a process ended.
    record Ending(int status, String out, String err) {}

    static final String DESCRIPTION =
            """
            profile     = bench
            hardware    = board-1
            otp         = file otp.bin
            counter     = file state/counter
            device-key  = file device.key
            identity    = file identity
            trust       = trust
            slots       = slots
            state       = state
            reset-cause = none
            """;

    final BenchCharger charger = new BenchCharger();
    final Path folder;
    final Path slotA;
    final Path slotB;

    DeviceOnDisk(Path folder) throws IOException {
        this.folder = folder;
        this.slotA = Files.createDirectories(folder.resolve("slots/A"));
        this.slotB = Files.createDirectories(folder.resolve("slots/B"));
        Files.createDirectories(folder.resolve("trust"));
        Files.createDirectories(folder.resolve("state"));
        Files.writeString(folder.resolve("state/counter"), "7\n");
        Files.writeString(folder.resolve(BootDescription.FILE), DESCRIPTION);
        Files.write(folder.resolve("device.key"), Key.sha256(charger.otp()));
        Files.write(folder.resolve("otp.bin"), charger.otp());
        Files.write(folder.resolve("trust/1.root.json"), charger.trust.content("1.root.json"));
        charger.signTargets(charger.targetsWith(release()));
        fill(slotA);
    }

    /// A release for the Java that runs the tests.
    static String release() {
        return Maker.GOOD_RELEASE.replace(
                BenchCharger.JRE, System.getProperty("java.runtime.version"));
    }

    void fill(Path slot) throws IOException {
        for (Map.Entry<String, byte[]> file : charger.slot.files().entrySet()) {
            Files.write(slot.resolve(file.getKey()), file.getValue());
        }
    }

    /// This charger's slot records.
    SlotRecords records() throws Refused {
        return Device.open(folder, RunFolder.Place.RAM).records();
    }

    /// Changes `boot.conf`.
    void describe(String good, String other) throws IOException {
        Path file = folder.resolve(BootDescription.FILE);
        Files.writeString(file, Files.readString(file).replace(good, other));
    }

    /// SHA-256 of a slot's `targets.json`, in hexadecimal.
    static String version(Path slot) throws IOException {
        return Maker.digest("SHA-256", Files.readAllBytes(slot.resolve(Targets.FILE)));
    }

    Verdict judge(Path slot) {
        try {
            Host host = Device.open(folder, RunFolder.Place.RAM).host();
            return new Verifier(host).judge(new DirectoryFolder(slot), VerifiedCopy.NONE);
        } catch (Refused refused) {
            return refused.verdict();
        }
    }

    /// Runs the verifier as a process of its own, in an environment with `added`.
    Ending boot(Map<String, String> added, String... words) {
        return boot(Classes.verifier(), List.of(), added, words);
    }

    /// The same with other options of the Java launcher.
    Ending bootWith(List<String> options, String... words) {
        return boot(Classes.verifier(), options, Map.of(), words);
    }

    /// The same with the verifier's classes from another folder.
    Ending bootFrom(Path modules, String... words) {
        return boot(modules, List.of(), Map.of(), words);
    }

    private Ending boot(
            Path modules, List<String> options, Map<String, String> added, String... words) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:-UsePerfData"));
        command.addAll(options);
        command.addAll(
                List.of(
                        "--module-path",
                        modules.toString(),
                        "-m",
                        "stanchion.boot/stanchion.boot.Main"));
        command.addAll(List.of("--device", folder.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(new TreeMap<>(added));
        return run(builder);
    }

    static Ending run(ProcessBuilder builder) {
        try {
            Process process = builder.start();
            CompletableFuture.delayedExecutor(LONGEST_SECONDS, TimeUnit.SECONDS)
                    .execute(process::destroyForcibly);
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            Thread reader = Thread.ofPlatform().start(() -> copy(process.getErrorStream(), err));
            String out =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            reader.join();
            return new Ending(process.waitFor(), out, err.toString(StandardCharsets.UTF_8));
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void copy(InputStream from, ByteArrayOutputStream to) {
        try (from;
                PrintStream out = new PrintStream(to, true, StandardCharsets.UTF_8)) {
            from.transferTo(out);
        } catch (IOException closed) {
            throw new IllegalStateException(closed);
        }
    }
}
