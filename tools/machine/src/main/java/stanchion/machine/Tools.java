package stanchion.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Programs of this computer.
public final class Tools {
    /// Which package brings a program.
    private static final Map<String, String> PACKAGES =
            Map.ofEntries(
                    Map.entry("qemu-system-x86_64", "qemu-system-x86"),
                    Map.entry("qemu-system-aarch64", "qemu-system-arm"),
                    Map.entry("dpkg-deb", "dpkg"),
                    Map.entry("apt-get", "apt"),
                    Map.entry("mke2fs", "e2fsprogs"),
                    Map.entry("aarch64-linux-gnu-gcc", "gcc-aarch64-linux-gnu"),
                    Map.entry("dtc", "device-tree-compiler"),
                    Map.entry("depmod", "kmod"),
                    Map.entry("xz", "xz-utils"),
                    Map.entry("readelf", "binutils"),
                    Map.entry("mksquashfs", "squashfs-tools"),
                    Map.entry("unsquashfs", "squashfs-tools"),
                    Map.entry("veritysetup", "cryptsetup-bin"),
                    Map.entry("mkfs.fat", "dosfstools"),
                    Map.entry("mcopy", "mtools"),
                    Map.entry("mmd", "mtools"),
                    Map.entry("mdir", "mtools"),
                    Map.entry("mosquitto_sub", "mosquitto-clients"));

    private static final List<String> FOLDERS =
            List.of("/usr/bin", "/usr/sbin", "/bin", "/sbin", "/usr/local/bin");

    private Tools() {}

    /// What is missing of some programs, and the way to it.
    public static Optional<String> missing(String... programs) {
        Set<String> missing = new TreeSet<>();
        for (String program : programs) {
            if (find(program).isEmpty()) {
                missing.add(PACKAGES.getOrDefault(program, program));
            }
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("missing here: sudo apt install " + String.join(" ", missing));
    }

    /// Where a program is.
    public static Optional<Path> find(String program) {
        if (program.startsWith("/")) {
            return Optional.of(Path.of(program)).filter(Files::isExecutable);
        }
        return FOLDERS.stream()
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// Runs a program to its end.
    ///
    /// @return what it said
    /// @throws IOException when it is missing or failed; with its last words
    public static String run(List<String> words) throws IOException {
        return run(words, Map.of());
    }

    /// The same with more in its environment.
    public static String run(List<String> words, Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>(words);
        String program =
                find(words.getFirst())
                        .map(Path::toString)
                        .orElseThrow(
                                () -> new IOException(missing(words.getFirst()).orElse("missing")));
        command.set(0, program);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().merge("PATH", "/usr/sbin:/sbin", (own, more) -> own + ":" + more);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(words.getFirst() + ": " + lastLine(said));
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException(words.getFirst() + " was interrupted", interrupted);
        }
        return said;
    }

    private static String lastLine(String said) {
        return said.strip().lines().reduce((before, after) -> after).orElse("it failed");
    }
}
