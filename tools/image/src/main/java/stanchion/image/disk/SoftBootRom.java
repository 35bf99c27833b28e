package stanchion.image.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import stanchion.image.ImageException;

/// Stands in for what a CM4 does before any of our code runs: reads `autoboot.txt`, takes the boot
/// volume of that partition, checks its signature against the key that was fused, and starts what
/// is inside. QEMU is given kernel, initramfs and command line only by way of it.
///
/// What it does not stand in for: that the key's digest is in the chip's OTP, and that the chip's
/// ROM and its second stage do as documented.
public final class SoftBootRom {
    /// What starts.
    public record Started(Path kernel, Path initramfs, String commandLine) {}

    private final BootKey fused;

    /// @param fused the key whose digest is in the OTP
    public SoftBootRom(BootKey fused) {
        this.fused = fused;
    }

    /// Starts what a disk holds.
    ///
    /// @param folder takes what is started
    /// @throws IOException when the volume is not signed with the fused key
    public Started start(Path disk, Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
            PartitionTable table = DiskLayout.TABLE;
            Path autoboot = folder.resolve("autoboot.txt");
            FatVolume.take(disk, table.of("select").offset(), Map.entry("autoboot.txt", autoboot));
            String partition =
                    Files.readString(autoboot).contains("[all]\ntryboot_a_b=1\nboot_partition=3")
                            ? "boot-b"
                            : "boot-a";
            Path volume = folder.resolve("boot.img");
            Path signature = folder.resolve("boot.sig");
            long at = table.of(partition).offset();
            FatVolume.take(disk, at, Map.entry("boot.img", volume));
            FatVolume.take(disk, at, Map.entry("boot.sig", signature));
            if (!fused.accepts(Files.readAllBytes(volume), Files.readAllBytes(signature))) {
                throw new ImageException(
                        "BOOT ROM REFUSED: " + partition + " is not signed with the fused key");
            }
            return unpack(volume, folder);
        } catch (IOException failed) {
            throw ImageException.because(disk + ": holds no boot volume", failed);
        }
    }

    private static Started unpack(Path volume, Path folder) throws IOException {
        Path kernel = folder.resolve("kernel8.img");
        Path initramfs = folder.resolve("initramfs");
        Path words = folder.resolve("cmdline.txt");
        FatVolume.take(volume, 0, Map.entry("kernel8.img", kernel));
        FatVolume.take(volume, 0, Map.entry("initramfs", initramfs));
        FatVolume.take(volume, 0, Map.entry("cmdline.txt", words));
        return new Started(kernel, initramfs, Files.readString(words).strip());
    }
}
