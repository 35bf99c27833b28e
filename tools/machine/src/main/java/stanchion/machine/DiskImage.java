package stanchion.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A disk with an ext4 file system on it.
public final class DiskImage {
    /// What `mke2fs -O` is told of a charger's data partition; why, says `open-data` of the image.
    public static final String FEATURES = "^metadata_csum,^metadata_csum_seed";

    private DiskImage() {}

    /// Its bytes, with the features of a charger's data partition.
    ///
    /// @param content a folder whose content is copied to the top of the file system
    public static byte[] ext4(Path content, int megabytes) throws IOException {
        Path image = Files.createTempFile("disk", ".ext4");
        try {
            Files.delete(image);
            Tools.run(
                    List.of(
                            "mke2fs",
                            "-q",
                            "-t",
                            "ext4",
                            "-O",
                            FEATURES,
                            "-E",
                            "lazy_itable_init=0,lazy_journal_init=0,root_owner=0:0",
                            "-d",
                            content.toString(),
                            image.toString(),
                            megabytes + "M"));
            return Files.readAllBytes(image);
        } finally {
            Files.deleteIfExists(image);
        }
    }
}
