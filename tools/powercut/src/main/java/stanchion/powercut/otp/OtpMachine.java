package stanchion.powercut.otp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stanchion.boot.BootDescription;
import stanchion.machine.ArmTools;
import stanchion.machine.Cache;
import stanchion.machine.Console;
import stanchion.machine.Cpio;
import stanchion.machine.GuestRoot;
import stanchion.machine.Scratch;
import stanchion.machine.SoftwareTpm;
import stanchion.machine.Tools;
import stanchion.powercut.World;
import stanchion.powercut.board.BoardMachine;
import stanchion.release.ReleaseException;

/// A virtual machine in which what a charger never forgets is behind a real interface of the
/// kernel: one-time-programmable memory on two boards of QEMU's ([ArmBoard]), and a TPM's counter.
public final class OtpMachine {
    private static final long KEYS = 1;
    private static final long OTHER_KEYS = 2;
    private static final int TPM_MEGABYTES = 1024;

    private final OtpKind kind;
    private final Path vcio;
    private final Path folder;
    private final Cache cache = Cache.ofUser();

    private OtpMachine(OtpKind kind, Path vcio, Path folder) {
        this.kind = kind;
        this.vcio = vcio;
        this.folder = folder;
    }

    /// What is missing for one here, and the way to it.
    public static Optional<String> missing(OtpKind kind) {
        return switch (kind) {
            case NVMEM, MAILBOX -> ArmTools.missing();
            case TPM -> Tools.missing("qemu-system-x86_64", "dpkg-deb", "apt-get", "curl", "swtpm");
        };
    }

    /// Starts the machine and lets it go through every step.
    ///
    /// @param vcio source of the module that shows the mailbox
    /// @return the lines of [OtpGuest]
    public static List<String> run(OtpKind kind, Path vcio) throws IOException, ReleaseException {
        try (Scratch scratch = Scratch.inRam("otp")) {
            return new OtpMachine(kind, vcio, scratch.folder()).run();
        }
    }

    private List<String> run() throws IOException, ReleaseException {
        World world = World.sign(new World.Making(KEYS, GuestRoot.JAVA_BUILD, 1));
        return kind == OtpKind.TPM ? onPc(world) : onArm(world);
    }

    private List<String> onArm(World world) throws IOException, ReleaseException {
        GuestRoot root = GuestRoot.of(new GuestRoot.Order("arm64", List.of("nvmem-rmem")), cache);
        ArmTools tools = ArmTools.of(cache);
        Path initrd = initrd(root, world, "first");
        ArmBoard board = new ArmBoard(tools, root, folder);
        return said(kind == OtpKind.MAILBOX ? board.raspberry(initrd) : board.virt(initrd, world));
    }

    /// Twice, since a TPM outlives the machine.
    private List<String> onPc(World world) throws IOException, ReleaseException {
        GuestRoot root = GuestRoot.of(new GuestRoot.Order("amd64", List.of("virtio_blk")), cache);
        Path memory = Files.createDirectory(folder.resolve("tpm"));
        List<String> lines = new ArrayList<>();
        for (String start : List.of("first", "again")) {
            Path initrd = initrd(root, world, start);
            try (SoftwareTpm tpm = SoftwareTpm.start(memory)) {
                List<String> words = new ArrayList<>(root.pc(initrd, ""));
                words.addAll(List.of("-m", TPM_MEGABYTES + "M", "-nodefaults"));
                words.addAll(tpm.words());
                lines.addAll(said(words));
            }
        }
        return lines;
    }

    private List<String> said(List<String> words) throws IOException {
        return Console.run(words, folder, OtpGuest.END).stream()
                .filter(line -> line.startsWith("OTP "))
                .toList();
    }

    /// @param order words for [OtpGuest]
    private Path initrd(GuestRoot root, World world, String order)
            throws IOException, ReleaseException {
        Path initrd = folder.resolve("initrd");
        try (OutputStream out = Files.newOutputStream(initrd)) {
            Files.copy(root.root(), out);
            fill(new Cpio(out), world, order);
        }
        return initrd;
    }

    private void fill(Cpio cpio, World world, String order) throws IOException, ReleaseException {
        try (InputStream init = OtpMachine.class.getResourceAsStream("init")) {
            if (init == null) {
                throw new IllegalStateException("the jar has no init");
            }
            cpio.program("init", init.readAllBytes());
        }
        if (kind == OtpKind.MAILBOX) {
            Path module = ArmTools.of(cache).module(vcio, cache);
            cpio.file("modules/vcio.ko", Files.readAllBytes(module));
        }
        cpio.file("app/order", (kind + " " + order).getBytes(StandardCharsets.US_ASCII));
        World other = World.sign(new World.Making(OTHER_KEYS, GuestRoot.JAVA_BUILD, 1));
        cpio.file("app/other.root.json", other.firstRoot());
        BoardMachine.programs(cpio);
        try (Scratch devices = Scratch.inRam("otp")) {
            device(cpio, devices.folder(), "device", world::provision);
            device(cpio, devices.folder(), "newer", world::provisionSecond);
        }
        cpio.end();
    }

    /// Fills a charger's folder.
    private interface Factory {
        void provision(Path folder) throws IOException;
    }

    private void device(Cpio cpio, Path devices, String name, Factory factory) throws IOException {
        Path device = Files.createDirectory(devices.resolve(name));
        factory.provision(device);
        Path conf = device.resolve(BootDescription.FILE);
        List<String> keys =
                kind.description().lines().map(line -> line.replaceFirst(" =.*", "")).toList();
        List<String> kept =
                Files.readAllLines(conf).stream()
                        .filter(line -> !keys.contains(line.replaceFirst(" =.*", "")))
                        .toList();
        Files.writeString(conf, String.join("\n", kept) + "\n" + kind.description());
        cpio.tree(device, "app/" + name + "/", path -> true);
        cpio.folder("app/" + name + "/slots/B");
    }
}
