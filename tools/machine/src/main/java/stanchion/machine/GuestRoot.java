package stanchion.machine;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/// Kernel and first file system of a virtual machine: Debian's, with a Java in it.
///
/// ```text
/// vmlinuz     the stock kernel
/// root.cpio   busybox, the C library, a Java runtime, the kernel modules asked for in /modules
/// dtb/        device trees, where the kernel's package brings some
/// ```
///
/// @param folder in the cache
public record GuestRoot(Path folder) {
    /// Where Java is in the machine.
    public static final String JAVA = "/usr/lib/jvm/java-25-openjdk-";

    /// `java.runtime.version` of that Java; firmware for the machine is signed for it.
    public static final String JAVA_BUILD = "25.0.3+9-2-deb13u1-Debian";

    /// Without cmpxchg16b: QEMU 7.2 emulates it with wrong flags once in a while, and the kernel
    /// dies.
    private static final String PROCESSOR = "qemu64,-cx16";

    /// Not needed by any machine here, and half of the size.
    private static final String LEFT_OUT =
            "usr/share(/.*)?|usr/lib/[^/]+/gconv(/.*)?|.*/lib/server/classes_.*[.]jsa|.*/man(/.*)?"
                    + "|lib|lib64|etc/(alternatives|default)(/.*)?";

    /// Which machine.
    ///
    /// @param architecture as Debian calls it
    /// @param modules of the kernel, by file name without its ending, as they shall be loaded
    public record Order(String architecture, List<String> modules) {
        public Order {
            modules = List.copyOf(modules);
        }
    }

    /// Builds it, or takes what was built earlier.
    public static GuestRoot of(Order order, Cache cache) throws IOException {
        String recipe = order.architecture() + ".packages";
        String text = DebianPackage.text(recipe) + order.modules() + LEFT_OUT;
        return new GuestRoot(
                cache.built(
                        "guest-" + order.architecture(),
                        text,
                        folder -> make(folder, order, DebianPackage.list(recipe), cache)));
    }

    private static void make(Path folder, Order order, List<DebianPackage> packages, Cache cache)
            throws IOException {
        Path system = Files.createDirectory(folder.resolve("system"));
        Path kernel = Files.createDirectory(folder.resolve("kernel"));
        for (DebianPackage one : packages) {
            Path into = one.file().startsWith("linux-image") ? kernel : system;
            Tools.run(List.of("dpkg-deb", "-x", cache.fetch(one).toString(), into.toString()));
        }
        try (OutputStream out =
                new BufferedOutputStream(Files.newOutputStream(folder.resolve("root.cpio")))) {
            Cpio cpio = new Cpio(out);
            for (String empty : List.of("proc", "sys", "dev", "tmp", "run", "data")) {
                cpio.folder(empty);
            }
            cpio.link("lib", "usr/lib");
            cpio.link("lib64", "usr/lib64");
            cpio.tree(system, "", name -> !name.matches(LEFT_OUT));
            cpio.link("bin", "usr/bin");
            int place = 10;
            for (String module : order.modules()) {
                String name = place++ + "-" + module + ".ko.xz";
                cpio.file("modules/" + name, Files.readAllBytes(find(kernel, module + ".ko.xz")));
            }
            cpio.end();
        }
        Files.move(
                find(kernel, "vmlinuz-.*"),
                folder.resolve("vmlinuz"),
                StandardCopyOption.REPLACE_EXISTING);
        keepDeviceTrees(kernel, folder);
        Cache.remove(system);
        Cache.remove(kernel);
    }

    private static void keepDeviceTrees(Path kernel, Path folder) throws IOException {
        Path kept = Files.createDirectory(folder.resolve("dtb"));
        List<Path> trees;
        try (Stream<Path> walk = Files.walk(kernel)) {
            trees =
                    walk.filter(path -> path.toString().matches(".*/bcm2837-rpi-3-b[.]dtb"))
                            .toList();
        }
        for (Path tree : trees) {
            Files.copy(tree, kept.resolve(String.valueOf(tree.getFileName())));
        }
    }

    private static Path find(Path top, String name) throws IOException {
        try (Stream<Path> walk = Files.walk(top)) {
            return walk.filter(path -> String.valueOf(path.getFileName()).matches(name))
                    .sorted()
                    .findFirst()
                    .orElseThrow(() -> new IOException("the kernel's package has no " + name));
        }
    }

    /// QEMU and the machine that an amd64 one runs in.
    ///
    /// @param initrd the first file system, with whatever was appended to [#root]
    /// @param append to the kernel's words
    public List<String> pc(Path initrd, String append) {
        return List.of(
                "qemu-system-x86_64",
                "-accel",
                "tcg",
                "-machine",
                "q35",
                "-cpu",
                PROCESSOR,
                "-kernel",
                kernel().toString(),
                "-initrd",
                initrd.toString(),
                "-append",
                "console=ttyS0 quiet panic=-1 no_timer_check rdinit=/init " + append);
    }

    public Path kernel() {
        return folder.resolve("vmlinuz");
    }

    public Path root() {
        return folder.resolve("root.cpio");
    }
}
