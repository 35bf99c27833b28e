package stanchion.powercut.board;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import stanchion.powercut.Ground;
import stanchion.powercut.World;

/// The data disk of the machine, and its RAM, as a charger finds them.
///
/// The disk's driver is loaded when it is mounted and unloaded when it is not, so that nothing of
/// it stays in the kernel's memory.
final class GuestDisk implements Ground {
    private static final String DRIVER = "/run/10-virtio_blk.ko";
    private static final Path MOUNTED = Path.of("/data");
    private static final Path RUNS = Path.of("/run/verified");

    private int runs;

    void mount() throws IOException {
        busybox("insmod", DRIVER);
        busybox("mount", "-t", "ext4", "-o", "noatime", "/dev/vda", MOUNTED.toString());
    }

    void release() throws IOException {
        busybox("umount", MOUNTED.toString());
        busybox("rmmod", "virtio_blk");
    }

    /// Runs the verifier's process on the slots, which changes nothing.
    ///
    /// @return its last line
    static String verify() throws IOException {
        return run(List.of(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "stanchion.boot.Main",
                        "--device",
                        MOUNTED.resolve(World.FOLDER).toString()))
                .lines()
                .reduce("", (before, after) -> after);
    }

    private static void busybox(String... words) throws IOException {
        run(
                java.util.stream.Stream.concat(
                                java.util.stream.Stream.of("/bin/busybox"),
                                java.util.Arrays.stream(words))
                        .toList());
    }

    private static String run(List<String> words) throws IOException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(words + ": " + said.strip());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
        return said;
    }

    /// A folder for what a program writes beside the charger's own.
    Path records() throws IOException {
        return Files.createDirectories(MOUNTED.resolve("records"));
    }

    @Override
    public Path folder() {
        return MOUNTED.resolve(World.FOLDER);
    }

    @Override
    public Path run() {
        try {
            return Files.createDirectories(RUNS.resolve(Integer.toString(++runs)));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public Path look() {
        return folder();
    }

    @Override
    public void requirePower() {
        // nobody is left to ask when it has gone
    }

    @Override
    public boolean struck() {
        return false;
    }
}
