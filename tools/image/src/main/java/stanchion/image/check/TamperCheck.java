package stanchion.image.check;

import static stanchion.image.check.ImageCheck.bootLimit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import stanchion.image.ImageException;
import stanchion.image.disk.BootKey;
import stanchion.image.disk.DiskLayout;
import stanchion.image.disk.SoftBootRom;

/// Cards that somebody has altered: none of them starts.
final class TamperCheck {
    /// Behind the file system's header stand, in this order, the verifier, the C library and the
    /// Java virtual machine: the root is packed so.
    private static final Map<String, Long> INSIDE = new LinkedHashMap<>();

    static {
        INSIDE.put("verifier", 40_000L);
        INSIDE.put("C library", 420_000L);
        INSIDE.put("Java virtual machine", 4_000_000L);
    }

    private static final long IN_VOLUME = 8L * 1024 * 1024;
    private static final String CORRUPTED = "dm-verity device corrupted";

    private final ImageCheck check;
    private final Verdicts verdicts;

    TamperCheck(ImageCheck check) {
        this.check = check;
        this.verdicts = check.verdicts();
    }

    /// The boot ROM starts the signed volume and no other.
    void bootVolume() throws IOException {
        verdicts.part("tamper: the boot volume");
        BootKey key = BootKey.read(check.order().bootKey());
        Path disk = check.copy("bent");
        verdicts.judge(starts(key, disk), "boot ROM, signed volume", "starts", "starts");
        flip(disk, DiskLayout.TABLE.of("boot-a").offset() + IN_VOLUME);
        refused(key, disk, "boot ROM, one bit of the volume flipped");
        BootKey other = BootKey.ofTest(check.folder().resolve("other-key.pem"));
        refused(other, check.copy("bent"), "boot ROM, volume signed with another key");
        Files.delete(disk);
    }

    private void refused(BootKey key, Path disk, String what) throws IOException {
        try {
            new SoftBootRom(key).start(disk, check.folder().resolve("rom"));
            verdicts.judge(false, what, "refused", "it starts");
        } catch (ImageException refused) {
            boolean named = refused.line().startsWith("BOOT ROM REFUSED");
            verdicts.judge(named, what, "BOOT ROM REFUSED", refused.line());
        }
    }

    private boolean starts(BootKey key, Path disk) throws IOException {
        return !new SoftBootRom(key)
                .start(disk, check.folder().resolve("rom"))
                .commandLine()
                .isEmpty();
    }

    /// Nothing of the root is used that is not what the signed command line's hash says.
    void root() throws IOException {
        for (Map.Entry<String, Long> part : INSIDE.entrySet()) {
            verdicts.part("tamper: another " + part.getKey() + " in the root");
            Path disk = check.copy("altered");
            flip(disk, DiskLayout.TABLE.of("root-a").offset() + part.getValue());
            ends(disk, part.getKey());
            Files.delete(disk);
        }
    }

    private void ends(Path disk, String what) throws IOException {
        try (Guest guest = check.start(disk, "tamper", 1)) {
            boolean ended = guest.ends(bootLimit());
            String console = guest.console();
            verdicts.judge(
                    ended && console.contains(CORRUPTED) && !console.contains("BOOT A "),
                    what + " replaced",
                    "the machine ends, " + CORRUPTED,
                    "%s after %d s, %s"
                            .formatted(
                                    ended ? "ended" : "running",
                                    guest.running().toSeconds(),
                                    lastOf(console)));
        }
    }

    private static String lastOf(String console) {
        return console.lines()
                .filter(line -> line.contains("verity") || line.contains("panic"))
                .reduce((before, after) -> after)
                .orElse("nothing of dm-verity on the console");
    }

    private static void flip(Path file, long at) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.seek(at);
            int old = open.read();
            open.seek(at);
            open.write(old ^ 1);
        }
    }
}
