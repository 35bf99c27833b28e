package stanchion.bench.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import stanchion.bench.process.Child;
import stanchion.bench.process.Patience;

/// A machine of QEMU that runs an image, by software alone, so that it runs everywhere.
final class Machine implements AutoCloseable {
    private static final int MEGABYTES = 1024;

    /// What one start is given.
    ///
    /// @param folder takes console, answers and packets of this start
    /// @param script what the image for a test obeys, a shell script
    record Start(Path disk, SoftBootRom.Started started, Path folder, String script) {}

    private final Child child;
    private final Path folder;
    private final long begun = System.nanoTime();

    private Machine(Child child, Path folder) {
        this.child = child;
        this.folder = folder;
    }

    /// Switches it on.
    static Machine start(ImageOrder order, Start start) throws ImageException {
        try {
            Files.createDirectories(start.folder());
            Files.writeString(start.folder().resolve("script"), start.script());
            Path log = start.folder().resolve("qemu.log");
            return new Machine(Child.start("qemu", command(order, start), log), start.folder());
        } catch (IOException failed) {
            throw new ImageException(start.folder() + ": cannot be written", failed);
        }
    }

    static String program(Recipe recipe) {
        return recipe.settings().architecture().equals("arm64")
                ? "qemu-system-aarch64"
                : "qemu-system-x86_64";
    }

    private static List<String> command(ImageOrder order, Start start) {
        boolean arm = order.recipe().settings().architecture().equals("arm64");
        Path device = order.device();
        List<String> words = new ArrayList<>(List.of("nice", "-n", "10", program(order.recipe())));
        words.addAll(
                arm
                        ? List.of("-M", "virt", "-cpu", "cortex-a72", "-accel", "tcg,thread=multi")
                        : List.of(
                                "-M", "q35", "-cpu", "qemu64,-cx16", "-accel", "tcg,thread=multi"));
        words.addAll(List.of("-m", Integer.toString(MEGABYTES), "-smp", "2", "-display", "none"));
        words.addAll(List.of("-nodefaults", "-no-user-config", "-no-reboot"));
        words.addAll(List.of("-serial", "file:" + start.folder().resolve("console")));
        words.addAll(List.of("-kernel", start.started().kernel().toString()));
        words.addAll(List.of("-initrd", start.started().initramfs().toString()));
        words.addAll(List.of("-append", start.started().commandLine()));
        words.addAll(List.of("-drive", "if=none,id=card,format=raw,file=" + start.disk()));
        words.addAll(List.of("-device", "virtio-blk-pci,drive=card"));
        words.addAll(List.of("-netdev", "user,id=net", "-device", "virtio-net-pci,netdev=net"));
        words.addAll(
                List.of(
                        "-object",
                        "filter-dump,id=dump,netdev=net,file="
                                + start.folder().resolve("packets")));
        words.addAll(List.of("-device", "virtio-serial-pci"));
        words.addAll(
                List.of("-chardev", "file,id=answers,path=" + start.folder().resolve("answers")));
        words.addAll(List.of("-device", "virtserialport,chardev=answers,name=org.stanchion.test"));
        words.addAll(memory("otp", device.resolve("otp.bin")));
        words.addAll(memory("device-key", device.resolve("device.key")));
        words.addAll(memory("test", start.folder().resolve("script")));
        return words;
    }

    private static List<String> memory(String name, Path content) {
        return List.of("-fw_cfg", "name=opt/stanchion/" + name + ",file=" + content);
    }

    /// Whether a line with this text came on the console, the channel of the answers or QEMU's own
    /// output within the time; ends early when the machine does.
    boolean says(String text, Duration limit) {
        Patience.until(limit, () -> said(text) || !child.isAlive());
        return said(text);
    }

    private boolean said(String text) {
        return console().contains(text) || answers().contains(text);
    }

    /// Waits for its end; whether it came.
    boolean ends(Duration limit) {
        return Patience.until(limit, () -> !child.isAlive());
    }

    String console() {
        return text("console");
    }

    String answers() {
        return text("answers");
    }

    Duration running() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private String text(String name) {
        try {
            return Files.readString(folder.resolve(name), StandardCharsets.ISO_8859_1);
        } catch (IOException notYet) {
            return "";
        }
    }

    @Override
    public void close() {
        child.close();
    }
}
