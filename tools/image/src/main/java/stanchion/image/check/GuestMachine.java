package stanchion.image.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stanchion.image.ImageException;
import stanchion.image.ImageOrder;
import stanchion.image.Recipe;
import stanchion.image.disk.SoftBootRom;
import stanchion.machine.ArmTools;
import stanchion.machine.Cache;
import stanchion.machine.Qemu;
import stanchion.machine.Tools;

/// The machine of QEMU that an image runs on, emulated, so that it runs everywhere.
///
/// Its network has a server of addresses, and one peer: whatever is asked of it there goes to a
/// port of this computer that was free. Nothing else is reached.
public final class GuestMachine {
    /// The one peer that the image of a test may reach, as it sees it.
    public static final String PEER = "10.0.2.2:8883";

    private static final int MEGABYTES = 1024;
    private static final int LONGEST_FOLDER = 80;
    private static final String PROGRAM = "qemu-system-x86_64";

    /// What the machine is connected to.
    ///
    /// @param port of the broker, on this computer's loopback interface
    /// @param terminals where circuits wait for a board, if any do
    record Wires(int port, Optional<Path> terminals) {
        /// Nothing answers.
        static final Wires CUT = new Wires(1, Optional.empty());
    }

    private final ImageOrder order;
    private final Wires wires;

    GuestMachine(ImageOrder order, Wires wires) {
        this.order = order;
        this.wires = wires;
    }

    /// What is missing here, and the way to it.
    static Optional<String> missing(Recipe recipe) {
        return isArm(recipe)
                ? Tools.missing("dpkg-deb", "apt-get", "curl", "socat")
                : Tools.missing(PROGRAM, "socat");
    }

    private static boolean isArm(Recipe recipe) {
        return recipe.settings().architecture().equals("arm64");
    }

    /// Switches it on.
    ///
    /// @param folder takes console and packets of this start
    Guest start(Path disk, SoftBootRom.Started started, Path folder) throws IOException {
        Files.createDirectories(folder);
        if (folder.toString().length() > LONGEST_FOLDER) {
            throw new ImageException(
                    folder
                            + ": longer than "
                            + LONGEST_FOLDER
                            + " characters, and a socket stands in it; --out in another folder");
        }
        List<String> words = new ArrayList<>(processor(folder));
        words.addAll(List.of("-m", Integer.toString(MEGABYTES), "-smp", "2", "-no-user-config"));
        words.addAll(List.of("-kernel", started.kernel().toString()));
        words.addAll(List.of("-initrd", started.initramfs().toString()));
        words.addAll(List.of("-append", started.commandLine()));
        words.addAll(List.of("-drive", "if=none,id=card,format=raw,file=" + disk));
        words.addAll(List.of("-device", "virtio-blk-pci,drive=card"));
        words.addAll(network(folder));
        wires.terminals().ifPresent(terminals -> words.addAll(line(terminals)));
        words.addAll(memory("otp", order.device().resolve("otp.bin")));
        words.addAll(memory("device-key", order.device().resolve("device.key")));
        return new Guest(Qemu.start(words, folder), folder);
    }

    private List<String> processor(Path folder) throws IOException {
        List<String> words = new ArrayList<>();
        if (isArm(order.recipe())) {
            // modules of another QEMU on this computer would not fit
            words.addAll(List.of("/usr/bin/env", "QEMU_MODULE_DIR=" + folder));
            words.addAll(ArmTools.of(Cache.ofUser()).qemu());
            words.addAll(List.of("-M", "virt", "-cpu", "cortex-a72"));
        } else {
            words.addAll(List.of(PROGRAM, "-M", "q35", "-cpu", "qemu64,-cx16"));
        }
        words.addAll(List.of("-accel", "tcg,thread=multi"));
        return words;
    }

    private List<String> network(Path folder) {
        return List.of(
                "-netdev",
                "user,id=net,restrict=on,host=10.0.2.3,dns=10.0.2.4,guestfwd=tcp:"
                        + PEER
                        + "-cmd:socat - TCP4:127.0.0.1:"
                        + wires.port(),
                "-device",
                "virtio-net-pci,netdev=net",
                "-object",
                "filter-dump,id=dump,netdev=net,file=" + folder.resolve(PacketCapture.FILE));
    }

    private static List<String> line(Path terminals) {
        return List.of(
                "-chardev",
                "socket,id=terminals,reconnect=1,path="
                        + terminals, // the simulator waits for no board
                "-device",
                "virtio-serial-pci,id=lines",
                "-device",
                "virtserialport,bus=lines.0,chardev=terminals,name=org.stanchion.terminals");
    }

    private static List<String> memory(String name, Path content) {
        return List.of("-fw_cfg", "name=opt/stanchion/" + name + ",file=" + content);
    }
}
