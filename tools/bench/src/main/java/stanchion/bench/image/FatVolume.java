package stanchion.bench.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// A FAT file system in a file, the same bytes twice.
final class FatVolume {
    private static final Map<String, String> EPOCH =
            Map.of(
                    "SOURCE_DATE_EPOCH",
                    Long.toString(ImageOrder.EPOCH),
                    "TZ",
                    "UTC",
                    "MTOOLS_SKIP_CHECK",
                    "1");

    private FatVolume() {}

    /// @param files by their names inside, at most one in a folder
    static void make(Path volume, int megabytes, SortedMap<String, Path> files)
            throws ImageException, InterruptedException {
        try {
            Files.deleteIfExists(volume);
        } catch (IOException failed) {
            throw new ImageException(volume + ": cannot be made anew", failed);
        }
        Tool.run(
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
                Tool.run(List.of("mmd", "-D", "s", "-i", volume.toString(), "::" + name), EPOCH);
            }
            put(volume, file.getKey(), file.getValue());
        }
    }

    private static void put(Path volume, String name, Path file)
            throws ImageException, InterruptedException {
        try {
            Files.setLastModifiedTime(file, FileTime.fromMillis(ImageOrder.EPOCH * 1000));
        } catch (IOException failed) {
            throw new ImageException(file + ": cannot be dated", failed);
        }
        Tool.run(
                List.of("mcopy", "-m", "-i", volume.toString(), file.toString(), "::" + name),
                EPOCH);
    }

    /// Takes a file out of a volume.
    ///
    /// @param at offset of the volume in the file, in bytes
    static void take(Path volume, long at, Map.Entry<String, Path> file)
            throws ImageException, InterruptedException {
        Tool.run(
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
