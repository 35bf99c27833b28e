package stanchion.powercut.board;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import stanchion.machine.Tools;
import stanchion.powercut.World;

/// The data disk of the machine.
///
/// Its driver is loaded when it is mounted and unloaded when it is not, so that nothing of it stays
/// in the kernel's memory.
final class GuestDisk {
    /// Where it is mounted.
    static final Path MOUNTED = Path.of("/data");

    private static final String DRIVER = "/run/10-virtio_blk.ko";

    /// Whether the kernel flushes the disk's cache when a program syncs.
    enum Barriers {
        ON,
        /// What no charger has.
        OFF
    }

    private GuestDisk() {}

    static void mount(Barriers barriers) throws IOException {
        String options = barriers == Barriers.ON ? "noatime" : "noatime,barrier=0";
        busybox("insmod", DRIVER);
        busybox("mount", "-t", "ext4", "-o", options, "/dev/vda", MOUNTED.toString());
    }

    static void release() throws IOException {
        busybox("umount", MOUNTED.toString());
        busybox("rmmod", "virtio_blk");
    }

    /// Runs the verifier's process on the slots, which changes nothing.
    ///
    /// @return its last line
    static String verify() throws IOException {
        return Tools.run(
                        List.of(
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
        List<String> command = new ArrayList<>(List.of("/bin/busybox"));
        command.addAll(List.of(words));
        Tools.run(command);
    }

    /// A folder for what a program writes beside the charger's own.
    static Path records() throws IOException {
        return Files.createDirectories(MOUNTED.resolve("records"));
    }
}
