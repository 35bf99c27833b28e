package stanchion.powercut.otp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import stanchion.machine.ArmTools;
import stanchion.machine.Cache;
import stanchion.machine.Console;
import stanchion.machine.Cpio;
import stanchion.machine.GuestRoot;
import stanchion.machine.Tools;
import stanchion.powercut.World;
import stanchion.powercut.board.BoardMachine;
import stanchion.release.Digests;
import stanchion.release.ReleaseException;

/// A virtual arm64 machine with one-time-programmable memory behind a real interface of the kernel:
/// QEMU's Raspberry Pi 3 with its firmware's mailbox, or QEMU's `virt` with reserved memory that
/// the kernel shows as an nvmem device.
public final class OtpMachine {
    private static final long KEYS = 1;
    private static final long OTHER_KEYS = 2;
    private static final int BLOCK = 4096;
    private static final String ADDRESS = "0x70000000";

    /// For the device tree of `virt`: memory that nobody but the nvmem driver touches.
    private static final String RESERVED =
            """

            / {
                reserved-memory {
                    #address-cells = <2>;
                    #size-cells = <2>;
                    ranges;
                    otp@70000000 {
                        compatible = "nvmem-rmem";
                        reg = <0x0 0x70000000 0x0 0x1000>;
                        no-map;
                    };
                };
            };
            """;

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
    public static Optional<String> missing() {
        return ArmTools.missing();
    }

    /// Starts the machine and lets it go through every step.
    ///
    /// @param vcio source of the module that shows the mailbox
    /// @return the lines of [OtpGuest]
    public static List<String> run(OtpKind kind, Path vcio) throws IOException, ReleaseException {
        Path folder = Files.createTempDirectory("otp");
        try {
            return new OtpMachine(kind, vcio, folder).run();
        } finally {
            Cache.remove(folder);
        }
    }

    private List<String> run() throws IOException, ReleaseException {
        ArmTools tools = ArmTools.of(cache);
        GuestRoot root = GuestRoot.of(new GuestRoot.Order("arm64", List.of("nvmem-rmem")), cache);
        World world = World.sign(new World.Making(KEYS, GuestRoot.JAVA_BUILD, 1));
        Path initrd = folder.resolve("initrd");
        try (OutputStream out = Files.newOutputStream(initrd)) {
            Files.copy(root.root(), out);
            fill(new Cpio(out), tools, world);
        }
        List<String> words = new ArrayList<>(tools.qemu());
        words.addAll(machine());
        if (kind == OtpKind.NVMEM) {
            words.addAll(List.of("-dtb", deviceTree(words).toString()));
            words.addAll(
                    List.of(
                            "-device",
                            "loader,force-raw=on,addr=" + ADDRESS + ",file=" + content(world)));
        } else {
            words.addAll(
                    List.of("-dtb", root.folder().resolve("dtb/bcm2837-rpi-3-b.dtb").toString()));
        }
        words.addAll(
                List.of(
                        "-kernel", root.kernel().toString(),
                        "-initrd", initrd.toString(),
                        "-append", "console=ttyAMA0,115200 quiet panic=-1 rdinit=/init"));
        return Console.run(words, folder, "OTP end").stream()
                .filter(line -> line.startsWith("OTP "))
                .toList();
    }

    private List<String> machine() {
        return switch (kind) {
            case NVMEM -> List.of("-M", "virt", "-cpu", "cortex-a72", "-m", "1024M");
            case MAILBOX -> List.of("-M", "raspi3b");
        };
    }

    /// What QEMU would give the kernel, and the reserved memory.
    private Path deviceTree(List<String> words) throws IOException {
        Path blob = folder.resolve("virt.dtb");
        List<String> dump = new ArrayList<>(words);
        dump.addAll(List.of("-M", "virt,dumpdtb=" + blob, "-display", "none"));
        Tools.run(dump);
        Path source = folder.resolve("virt.dts");
        Tools.run(
                List.of(
                        "dtc",
                        "-q",
                        "-I",
                        "dtb",
                        "-O",
                        "dts",
                        "-o",
                        source.toString(),
                        blob.toString()));
        Files.writeString(source, Files.readString(source) + RESERVED);
        Path made = folder.resolve("otp.dtb");
        Tools.run(
                List.of(
                        "dtc",
                        "-q",
                        "-I",
                        "dts",
                        "-O",
                        "dtb",
                        "-o",
                        made.toString(),
                        source.toString()));
        return made;
    }

    /// OTP, device key, and zeros.
    private Path content(World world) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        block.put(Digests.otp(world.firstRoot()));
        block.put(Digests.sha256Bytes("a device key".getBytes(StandardCharsets.US_ASCII)));
        return Files.write(folder.resolve("otp.bin"), block.array());
    }

    private void fill(Cpio cpio, ArmTools tools, World world) throws IOException, ReleaseException {
        try (InputStream init = OtpMachine.class.getResourceAsStream("init")) {
            if (init == null) {
                throw new IllegalStateException("the jar has no init");
            }
            cpio.program("init", init.readAllBytes());
        }
        if (kind == OtpKind.MAILBOX) {
            cpio.file("modules/vcio.ko", Files.readAllBytes(tools.module(vcio, cache)));
        }
        cpio.file("app/kind", kind.toString().getBytes(StandardCharsets.US_ASCII));
        World other = World.sign(new World.Making(OTHER_KEYS, GuestRoot.JAVA_BUILD, 1));
        cpio.file("app/other.root.json", other.firstRoot());
        BoardMachine.programs(cpio);
        Path device = Files.createDirectory(folder.resolve("device"));
        world.provision(device);
        Path conf = device.resolve("boot.conf");
        try (Stream<String> lines = Files.lines(conf)) {
            String kept =
                    String.join(
                            "\n",
                            lines.filter(line -> !line.matches("(otp|device-key) =.*")).toList());
            Files.writeString(conf, kept + "\n" + kind.description());
        }
        cpio.tree(device, "app/device/", name -> true);
        cpio.folder("app/device/slots/B");
        cpio.end();
    }
}
