package stanchion.powercut.otp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import stanchion.machine.ArmTools;
import stanchion.machine.DeviceTree;
import stanchion.machine.GuestRoot;
import stanchion.machine.Tools;
import stanchion.powercut.World;
import stanchion.release.Digests;

/// QEMU's arm64 boards: its Raspberry Pi 3 with its firmware's mailbox, and its `virt` with
/// reserved memory that the kernel shows as an nvmem device.
record ArmBoard(ArmTools tools, GuestRoot root, Path folder) {
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

    List<String> raspberry(Path initrd) {
        List<String> words = machine("raspi3b");
        words.addAll(List.of("-dtb", root.folder().resolve("dtb/bcm2837-rpi-3-b.dtb").toString()));
        return with(words, initrd);
    }

    /// The other board, written before it starts.
    List<String> virt(Path initrd, World world) throws IOException {
        List<String> words = machine("virt");
        words.addAll(List.of("-cpu", "cortex-a72", "-m", "1024M"));
        words.addAll(List.of("-dtb", deviceTree(words).toString()));
        words.addAll(
                List.of(
                        "-device",
                        "loader,force-raw=on,addr=" + ADDRESS + ",file=" + content(world)));
        return with(words, initrd);
    }

    private List<String> machine(String name) {
        List<String> words = new ArrayList<>(tools.qemu());
        words.addAll(List.of("-M", name));
        return words;
    }

    private List<String> with(List<String> words, Path initrd) {
        words.addAll(
                List.of(
                        "-kernel",
                        root.kernel().toString(),
                        "-initrd",
                        initrd.toString(),
                        "-append",
                        "console=ttyAMA0,115200 quiet panic=-1 rdinit=/init"));
        return words;
    }

    /// What QEMU would give the kernel, and the reserved memory.
    private Path deviceTree(List<String> words) throws IOException {
        Path blob = folder.resolve("virt.dtb");
        List<String> dump = new ArrayList<>(words);
        dump.addAll(List.of("-M", "virt,dumpdtb=" + blob, "-display", "none"));
        Tools.run(dump);
        Path text = folder.resolve("virt.dts");
        DeviceTree.decompile(blob, text);
        Files.writeString(text, Files.readString(text) + RESERVED);
        Path made = folder.resolve("otp.dtb");
        DeviceTree.compile(text, made);
        return made;
    }

    /// OTP, device key, and zeros.
    private Path content(World world) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        block.put(Digests.otp(world.firstRoot()));
        block.put(Digests.sha256Bytes("a device key".getBytes(StandardCharsets.US_ASCII)));
        return Files.write(folder.resolve("otp.bin"), block.array());
    }
}
