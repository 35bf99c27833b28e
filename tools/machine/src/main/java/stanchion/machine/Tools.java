package stanchion.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Programs of this computer.
public final class Tools {
    /// Which package brings a program.
    private static final Map<String, String> PACKAGES =
            new TreeMap<>(
                    Map.of(
                            "qemu-system-x86_64", "qemu-system-x86",
                            "qemu-system-aarch64", "qemu-system-arm",
                            "dpkg-deb", "dpkg",
                            "apt-get", "apt",
                            "curl", "curl",
                            "mke2fs", "e2fsprogs",
                            "aarch64-linux-gnu-gcc", "gcc-aarch64-linux-gnu",
                            "make", "make",
                            "dtc", "device-tree-compiler"));

    private static final List<String> FOLDERS =
            List.of("/usr/bin", "/usr/sbin", "/bin", "/sbin", "/usr/local/bin");

    private Tools() {}

    /// What is missing of some programs, and the way to it.
    public static Optional<String> missing(String... programs) {
        List<String> missing = new ArrayList<>();
        for (String program : programs) {
            if (find(program).isEmpty()) {
                missing.add(PACKAGES.getOrDefault(program, program));
            }
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("missing here: sudo apt install " + String.join(" ", missing));
    }

    private static Optional<Path> find(String program) {
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
        List<String> command = new ArrayList<>(words);
        String program =
                find(words.getFirst())
                        .map(Path::toString)
                        .orElseThrow(
                                () -> new IOException(missing(words.getFirst()).orElse("missing")));
        command.set(0, program);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
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
