package stanchion.image.check;

import static stanchion.image.check.ImageCheck.bootLimit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import stanchion.image.ImageException;
import stanchion.image.disk.BootKey;
import stanchion.image.disk.DiskLayout;
import stanchion.image.disk.SoftBootRom;
import stanchion.image.disk.VerityTree;

/// Cards that somebody has altered: none of them starts.
final class TamperCheck {
    /// A file of the root, and an offset at which it stands: the root is packed with these three
    /// first, in this order.
    private record Inside(String name, String end, long at) {}

    private static final List<Inside> INSIDE =
            List.of(
                    new Inside("verifier", "/stanchion-boot.jar", 40_000),
                    new Inside("C library", "/libc.so.6", 420_000),
                    new Inside("Java virtual machine", "/server/libjvm.so", 4_000_000));

    private static final long IN_VOLUME = 8L * 1024 * 1024;
    private static final String CORRUPTED = "dm-verity device corrupted";
    private static final String BADLY = "is corrupted";

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
        boolean starts = !rom(key, disk).commandLine().isEmpty();
        verdicts.judge(starts, "boot ROM, signed volume", "starts", "starts");
        Root.flip(disk, DiskLayout.TABLE.of("boot-a").offset() + IN_VOLUME);
        refused(key, disk, "boot ROM, one bit of the volume flipped");
        BootKey other = BootKey.ofTest(check.folder().resolve("other-key.pem"));
        refused(other, check.copy("bent"), "boot ROM, volume signed with another key");
        Files.delete(disk);
    }

    private void refused(BootKey key, Path disk, String what) throws IOException {
        try {
            rom(key, disk);
            verdicts.judge(false, what, "refused", "it starts");
        } catch (ImageException refused) {
            boolean named = refused.line().startsWith("BOOT ROM REFUSED");
            verdicts.judge(named, what, "BOOT ROM REFUSED", refused.line());
        }
    }

    private SoftBootRom.Started rom(BootKey key, Path disk) throws IOException {
        return new SoftBootRom(key).start(disk, check.folder().resolve("rom"));
    }

    /// Nothing of the root is used that is not what the signed command line's hash says.
    void root() throws IOException {
        for (Inside one : INSIDE) {
            verdicts.part("tamper: another " + one.name() + " in the root");
            Path disk = check.copy("altered");
            hit(new Root(disk), one);
            ends(disk, one.name() + " replaced");
            Files.delete(disk);
        }
        verdicts.part("tamper: another root, with a tree that fits it");
        Path disk = check.copy("altered");
        regrow(new Root(disk), INSIDE.getLast());
        ends(disk, "root and tree replaced");
        Files.delete(disk);
    }

    /// Alters one of them, and nothing else.
    private void hit(Root root, Inside one) throws IOException {
        Map<String, String> before = digests(root);
        root.flip(one.at());
        Map<String, String> after = digests(root);
        List<String> changed =
                before.keySet().stream()
                        .filter(name -> !String.valueOf(before.get(name)).equals(after.get(name)))
                        .toList();
        verdicts.judge(
                changed.equals(List.of(one.name())),
                "one bit of the root flipped",
                "of the three files another " + one.name(),
                "another " + changed);
    }

    private static Map<String, String> digests(Root root) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        List<String> listed = root.list();
        for (Inside one : INSIDE) {
            for (String line : listed) {
                if (line.startsWith("-") && line.endsWith(one.end())) {
                    String path = line.replaceFirst(".*squashfs-root/", "");
                    digests.put(one.name(), root.digest(path));
                }
            }
        }
        return digests;
    }

    private void regrow(Root root, Inside one) throws IOException {
        BootKey key = BootKey.read(check.order().bootKey());
        VerityTree signed = VerityTree.named(rom(key, root.disk()).commandLine());
        Path system = check.folder().resolve("root");
        root.flip(one.at());
        root.take(system, signed);
        VerityTree own = VerityTree.grow(system, signed.salt());
        root.put(system);
        Files.delete(system);
        verdicts.judge(
                !own.hash().equals(signed.hash()),
                "tree made anew",
                "another root hash than the signed " + signed.hash().substring(0, 8),
                own.hash().substring(0, 8));
    }

    private void ends(Path disk, String what) throws IOException {
        try (Guest guest = check.start(disk, "tamper", GuestMachine.Wires.CUT)) {
            boolean ended = guest.ends(bootLimit());
            String console = guest.console();
            verdicts.judge(
                    ended && console.contains(CORRUPTED) && !console.contains("BOOT A "),
                    what,
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
                .filter(line -> line.contains(BADLY) || line.contains(CORRUPTED))
                .reduce((before, after) -> before + ";" + after.replaceFirst("^\\[[^]]*]", ""))
                .orElse("nothing of dm-verity on the console");
    }
}
