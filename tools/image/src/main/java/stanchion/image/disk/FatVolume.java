package stanchion.image.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import stanchion.image.ImageException;
import stanchion.machine.Tools;

/// A FAT file system in a file, the same bytes twice.
public final class FatVolume {
    private static final Map<String, String> EPOCH =
            Map.of(
                    "SOURCE_DATE_EPOCH",
                    Long.toString(DiskLayout.EPOCH),
                    "TZ",
                    "UTC",
                    "MTOOLS_SKIP_CHECK",
                    "1");

    private FatVolume() {}

    /// Makes one.
    ///
    /// @param files by their names inside, at most one in a folder
    public static void make(Path volume, int megabytes, SortedMap<String, Path> files)
            throws IOException {
        try {
            Files.deleteIfExists(volume);
        } catch (IOException failed) {
            throw ImageException.because(volume + ": cannot be made anew", failed);
        }
        Tools.run(
                List.of(
                        "mkfs.fat",
                        "-C",
                        "--invariant",
                        "-F",
                        megabytes < 64 ? "16" : "32",
                        "-n",
                        "STANCHION",
                        volume.toString(),
                        Integer.toString(megabytes * 1024)),
                EPOCH);
        for (Map.Entry<String, Path> file : files.entrySet()) {
            int folder = file.getKey().indexOf('/');
            if (folder > 0) {
                String name = file.getKey().substring(0, folder);
                Tools.run(List.of("mmd", "-D", "s", "-i", volume.toString(), "::" + name), EPOCH);
            }
            put(volume, file.getKey(), file.getValue());
        }
    }

    private static void put(Path volume, String name, Path file) throws IOException {
        try {
            Files.setLastModifiedTime(file, FileTime.fromMillis(DiskLayout.EPOCH * 1000));
        } catch (IOException failed) {
            throw ImageException.because(file + ": cannot be dated", failed);
        }
        Tools.run(
                List.of("mcopy", "-m", "-i", volume.toString(), file.toString(), "::" + name),
                EPOCH);
    }

    /// Takes a file out of a volume.
    ///
    /// @param at offset of the volume in the file, in bytes
    public static void take(Path volume, long at, Map.Entry<String, Path> file) throws IOException {
        Tools.run(
                List.of(
                        "mcopy",
                        "-n",
                        "-o",
                        "-i",
                        volume + "@@" + at,
                        "::" + file.getKey(),
                        file.getValue().toString()),
                EPOCH);
    }
}
