package stanchion.bench.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Programs of the system that an image is made with.
final class Tool {
    private static final int LONGEST_TROUBLE = 2000;

    /// Programs, each with the Debian package that brings it.
    static final Map<String, String> FOR_BUILDING =
            Map.ofEntries(
                    Map.entry("apt-get", "apt"),
                    Map.entry("dpkg-deb", "dpkg"),
                    Map.entry("depmod", "kmod"),
                    Map.entry("cpio", "cpio"),
                    Map.entry("xz", "xz-utils"),
                    Map.entry("readelf", "binutils"),
                    Map.entry("mksquashfs", "squashfs-tools"),
                    Map.entry("veritysetup", "cryptsetup-bin"),
                    Map.entry("mkfs.fat", "dosfstools"),
                    Map.entry("mcopy", "mtools"));

    private Tool() {}

    /// @throws ImageException with the packages to install, when any program is missing
    static void require(Map<String, String> programs) throws ImageException {
        List<String> missing =
                programs.entrySet().stream()
                        .filter(one -> find(one.getKey()).isEmpty())
                        .map(Map.Entry::getValue)
                        .sorted()
                        .toList();
        if (!missing.isEmpty()) {
            throw new ImageException(
                    "programs are missing: sudo apt install " + String.join(" ", missing));
        }
    }

    /// Where a program is: on the path, or where Debian puts what root uses.
    static Optional<Path> find(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Stream.of(path.split(":", -1)), Stream.of("/usr/sbin", "/sbin"))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// What a program prints.
    static String output(List<String> command) throws ImageException, InterruptedException {
        return run(command, Map.of());
    }

    /// The same with more in its environment.
    ///
    /// @throws ImageException when it fails, with what it said last
    static String run(List<String> command, Map<String, String> environment)
            throws ImageException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().merge("PATH", "/usr/sbin:/sbin", (own, more) -> own + ":" + more);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            byte[] said = process.getInputStream().readAllBytes();
            String text = new String(said, StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                String last = text.substring(Math.max(0, text.length() - LONGEST_TROUBLE));
                throw new ImageException(
                        command.getFirst()
                                + " ends with "
                                + process.exitValue()
                                + ": "
                                + last.strip());
            }
            return text;
        } catch (IOException missing) {
            throw new ImageException(command.getFirst() + " does not start", missing);
        }
    }
}
