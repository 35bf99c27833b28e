package stanchion.image.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import stanchion.image.disk.BootKey;
import stanchion.image.disk.SoftBootRom;
import stanchion.image.disk.VerityTree;
import stanchion.machine.Tools;

/// What can be seen of an image without starting it, for every board.
final class Inspection {
    private static final String ENTRY =
            "usr/(s?bin|lib/jvm/[^/]*/bin)/"
                    + "(agetty|getty|login|su|sudo|sulogin|sshd|telnetd|dropbear|bash|gcc|cc|as|ld|make"
                    + "|javac|jshell|jdb|jcmd|gdb|strace|python3?|perl)";
    private static final List<String> SEALED =
            List.of("ro ", "module.sig_enforce=1", "lockdown=integrity", "oops=panic");
    private static final List<String> CONSOLES = List.of("console=ttyS", "console=ttyAMA");

    private final ImageCheck check;
    private final Verdicts verdicts;
    private final Root root;

    Inspection(ImageCheck check) {
        this.check = check;
        this.verdicts = check.verdicts();
        this.root = new Root(check.image());
    }

    void run() throws IOException {
        verdicts.part("inspect: " + check.image().getFileName() + ", not started");
        BootKey key = BootKey.read(check.order().bootKey());
        SoftBootRom.Started started =
                new SoftBootRom(key).start(check.image(), check.folder().resolve("rom"));
        verdicts.judge(true, "boot ROM", "the volume's signature holds", "it holds");
        commandLine(started.commandLine());
        tree(VerityTree.named(started.commandLine()));
        files(root.list());
        users();
        units();
        startUpFiles();
    }

    private void commandLine(String words) {
        boolean test = check.order().purpose().isTest();
        boolean speaks = CONSOLES.stream().anyMatch(words::contains);
        verdicts.judge(
                SEALED.stream().allMatch(words::contains) && speaks == test,
                "command line",
                SEALED + (test ? " and a test's serial console" : " and no serial console"),
                words);
    }

    private void tree(VerityTree tree) throws IOException {
        Path system = check.folder().resolve("root");
        root.take(system, tree);
        VerityTree grown = VerityTree.grow(system, tree.salt());
        Files.delete(system);
        verdicts.judge(
                grown.hash().equals(tree.hash()),
                "dm-verity",
                "root hash " + tree.hash().substring(0, 16),
                grown.hash().substring(0, 16));
    }

    private void files(List<String> listed) {
        List<String> programs = new ArrayList<>();
        List<String> raised = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (String line : listed) {
            String path = line.replaceFirst(".*squashfs-root/?", "").replaceFirst(" -> .*", "");
            if (path.matches(ENTRY)) {
                programs.add(path);
            }
            if (line.substring(0, 10).matches(".*[sS].*")) {
                raised.add(path);
            }
            if (!line.contains(" root/root ")) {
                others.add(path);
            }
        }
        verdicts.note(listed.size() + " files");
        none("ways to log in, compilers, debuggers", programs);
        none("set-uid or set-gid files", raised);
        none("files of anybody but root", others);
    }

    private void none(String what, List<String> found) {
        verdicts.judge(found.isEmpty(), what, "none", found.isEmpty() ? "none" : found.toString());
    }

    private void users() throws IOException {
        List<String> shells =
                root.text("etc/passwd")
                        .lines()
                        .filter(line -> !line.endsWith(":/usr/sbin/nologin"))
                        .toList();
        none("users with a shell", shells);
        List<String> open =
                root.text("etc/shadow").lines().filter(line -> !line.contains(":!*:")).toList();
        none("users with a password", open);
    }

    private void units() throws IOException {
        said(
                "etc/systemd/system/stanchion-charger.service",
                "User=stanchion-charger",
                "PrivateNetwork=yes",
                "WatchdogSec=");
        said(
                "etc/systemd/system/stanchion-gateway.service",
                "User=stanchion-gateway",
                "DevicePolicy=closed",
                "PrivateDevices=yes");
        said("etc/stanchion/maker.json", "contact", "supportedUntil", "instructions");
        said(
                "etc/nftables.conf",
                "hook input priority filter; policy drop",
                "hook output priority filter; policy drop");
        String marker = "etc/stanchion/NOT-FOR-PRODUCTION";
        boolean marked = root.list().stream().anyMatch(line -> line.endsWith(marker));
        boolean test = check.order().purpose().isTest();
        verdicts.judge(
                marked == test,
                "mark of a test",
                test ? "NOT-FOR-PRODUCTION" : "none",
                marked ? "NOT-FOR-PRODUCTION" : "none");
    }

    private void said(String path, String... wanted) throws IOException {
        String text = root.text(path);
        List<String> missing = Stream.of(wanted).filter(word -> !text.contains(word)).toList();
        verdicts.judge(
                missing.isEmpty(),
                path,
                List.of(wanted).toString(),
                missing.isEmpty() ? "all of it" : "without " + missing);
    }

    /// A board with a `config.txt` is a Raspberry Pi, and needs what Debian's main does not hold.
    private void startUpFiles() throws IOException {
        if (!Files.exists(check.order().recipe().board().resolve("config.txt"))) {
            return;
        }
        Path volume = check.folder().resolve("rom").resolve("boot.img");
        String listed = Tools.run(List.of("mdir", "-b", "-/", "-i", volume.toString(), "::"));
        List<String> missing =
                Stream.of("kernel8.img", "initramfs", "cmdline.txt", "config.txt", ".dtb", ".dtbo")
                        .filter(name -> !listed.contains(name))
                        .toList();
        verdicts.judge(
                missing.isEmpty(),
                "boot volume",
                "kernel, initramfs, command line, settings, device tree, overlay",
                missing.isEmpty() ? "all of it" : "without " + missing);
        Optional<String> lacking =
                Stream.of("start4.elf", "fixup4.dat")
                        .filter(name -> !listed.contains(name))
                        .findFirst();
        lacking.ifPresent(name ->
                verdicts.note(
                        "DOES NOT START YET, a person must add: "
                                + name
                                + " (raspi-firmware, --firmware DIR)"));
        verdicts.note("a person must add: a kernel with /dev/vcio and tpm_tis_i2c; see the README");
    }
}
