package stanchion.image;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import stanchion.image.disk.BootKey;
import stanchion.image.disk.DiskLayout;
import stanchion.image.disk.FatVolume;
import stanchion.image.disk.PartitionTable;
import stanchion.image.disk.VerityTree;
import stanchion.machine.Cache;
import stanchion.machine.Tools;

/// Makes an image, from packages to the file that is written to a card. Needs no root.
public final class ImageBuild {
    /// What a device folder is made from, once the Java build inside the image is known.
    @FunctionalInterface
    public interface DeviceMaker {
        /// A device folder for this Java build; the one there is, when it fits.
        void make(String javaBuild) throws IOException;
    }

    private static final int BOOT_VOLUME_MEGABYTES = 72;
    private static final int SELECT_MEGABYTES = 15;
    private static final String AUTOBOOT =
            "[all]\ntryboot_a_b=1\nboot_partition=2\n[tryboot]\nboot_partition=3\n";

    private final ImageOrder order;
    private final Steps steps;
    private final DeviceMaker device;

    /// @param device makes the device folder of the order where that is not there yet
    public ImageBuild(ImageOrder order, Steps steps, DeviceMaker device) {
        this.order = order;
        this.steps = steps;
        this.device = device;
    }

    /// What is missing here to make one, and the way to it.
    public static Optional<String> missing() {
        return Tools.missing(
                "apt-get",
                "curl",
                "dpkg-deb",
                "depmod",
                "cpio",
                "xz",
                "readelf",
                "mksquashfs",
                "veritysetup",
                "mkfs.fat",
                "mcopy",
                "dtc");
    }

    /// Makes it, in full or not at all; beside it its bill of materials, `OUT.cdx.json`.
    public void into(Path out) throws IOException {
        Optional<String> missing = missing();
        if (missing.isPresent()) {
            throw new ImageException(missing.get());
        }
        BootKey key = BootKey.read(order.bootKey());
        Path work = folder(out);
        try {
            Path disk = build(work, key);
            Path bill = out.resolveSibling(out.getFileName() + ".cdx.json");
            Files.writeString(
                    bill,
                    BillOfPackages.text(order.recipe(), PackageLock.read(order.recipe().lock())));
            Files.move(disk, out, StandardCopyOption.REPLACE_EXISTING);
            steps.step(out + ": SHA-256 " + Cache.sha256(out));
        } catch (IOException failed) {
            throw ImageException.because(out + ": cannot be made: " + failed.getMessage(), failed);
        } finally {
            Cache.remove(work);
        }
    }

    private Path build(Path work, BootKey key) throws IOException {
        PackageLock lock = PackageLock.read(order.recipe().lock());
        steps.step(
                "packages: %d of Debian 13 %s, %d MB, each by its SHA-256"
                        .formatted(
                                lock.packages().size(),
                                order.recipe().settings().architecture(),
                                lock.bytes() / 1_000_000));
        Path packages = work.resolve("packages");
        lock.into(packages, Cache.ofUser());
        RootImage root = new RootImage(order, work);
        steps.step("root: unpacked without running anything of it");
        root.unpack(packages).lines().forEach(steps::detail);
        device.make(root.javaBuild());
        root.fill();
        steps.step("initramfs");
        Path initramfs = root.initramfs();
        steps.step("root: packed, every file root's");
        Path packed = root.pack();
        VerityTree tree = VerityTree.grow(packed, Cache.sha256(packed));
        steps.detail("dm-verity root hash " + tree.hash());
        steps.step("boot volume, signed");
        Path disk = work.resolve("disk");
        write(disk, packed, boot(work, key, root.kernel(), initramfs, tree));
        return disk;
    }

    /// The two files of a boot partition.
    private Map<String, Path> boot(
            Path work, BootKey key, Path kernel, Path initramfs, VerityTree tree)
            throws IOException {
        TreeMap<String, Path> inside = new TreeMap<>();
        inside.put("kernel8.img", kernel);
        inside.put("initramfs", initramfs);
        inside.put(
                "cmdline.txt", Files.writeString(work.resolve("cmdline.txt"), commandLine(tree)));
        new PiFiles(order, steps).addTo(inside, work.resolve("root.dtb"));
        Path volume = work.resolve("boot.img");
        FatVolume.make(volume, BOOT_VOLUME_MEGABYTES, inside);
        Path signature = work.resolve("boot.sig");
        Files.writeString(signature, key.sign(Files.readAllBytes(volume)));
        return Map.of("boot.img", volume, "boot.sig", signature);
    }

    private String commandLine(VerityTree tree) {
        Recipe.Settings settings = order.recipe().settings();
        String talk =
                order.purpose().isTest()
                        ? "console="
                                + settings.console()
                                + " stanchion.not-for-production loglevel=4"
                        : "console=tty0 quiet loglevel=0";
        return String.join(
                                " ",
                                List.of(
                                        "ro panic=10 oops=panic net.ifnames=0 ipv6.disable=1",
                                        "module.sig_enforce=1 lockdown=integrity init_on_alloc=1",
                                        "systemd.gpt_auto=0 rd.systemd.gpt_auto=0",
                                        talk,
                                        settings.commandLine(),
                                        "stanchion.root=root-a",
                                        tree.words()))
                        .replaceAll(" +", " ")
                + "\n";
    }

    private void write(Path disk, Path root, Map<String, Path> boot) throws IOException {
        Path autoboot = disk.resolveSibling("autoboot.txt");
        Files.writeString(autoboot, AUTOBOOT, StandardCharsets.US_ASCII);
        Path select = disk.resolveSibling("select.img");
        FatVolume.make(select, SELECT_MEGABYTES, new TreeMap<>(Map.of("autoboot.txt", autoboot)));
        Path bootPartition = disk.resolveSibling("boot-partition.img");
        int megabytes = DiskLayout.TABLE.of("boot-a").megabytes();
        FatVolume.make(bootPartition, megabytes, new TreeMap<>(boot));
        try (FileChannel to =
                FileChannel.open(disk, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            DiskLayout.TABLE.write(to);
            put(to, "select", select);
            put(to, "boot-a", bootPartition);
            put(to, "root-a", root);
        }
    }

    private static void put(FileChannel disk, String partition, Path content) throws IOException {
        PartitionTable.Partition where = DiskLayout.TABLE.of(partition);
        try (FileChannel from = FileChannel.open(content)) {
            if (from.size() > where.megabytes() * 1024L * 1024) {
                throw new ImageException(
                        partition
                                + " holds "
                                + where.megabytes()
                                + " MiB, not "
                                + from.size()
                                + " bytes");
            }
            disk.position(where.offset());
            long done = 0;
            while (done < from.size()) {
                done += from.transferTo(done, from.size() - done, disk);
            }
        }
    }

    private static Path folder(Path out) throws IOException {
        Path parent = out.toAbsolutePath().getParent();
        try {
            if (parent == null || Files.isDirectory(out)) {
                throw new ImageException("--out " + out + ": name a file");
            }
            Files.createDirectories(parent);
            return Files.createTempDirectory(parent, ".image");
        } catch (IOException failed) {
            throw ImageException.because("--out " + out + ": cannot be written", failed);
        }
    }
}
