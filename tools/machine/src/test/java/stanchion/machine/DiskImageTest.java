package stanchion.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskImageTest {
    private static final int SUPERBLOCK = 1024;

    /// In its first 512 bytes; the checksum, where there is one, ends the other 512.
    private static final int MOUNTS = SUPERBLOCK + 0x34;

    @TempDir Path folder;

    @Test
    void aSuperblockOfWhichThePowerLetThroughHalfIsStillOne() throws Exception {
        assumeTrue(Tools.missing("mke2fs", "e2fsck").isEmpty(), "needs e2fsprogs");
        Path content = Files.createDirectory(folder.resolve("content"));
        Files.writeString(content.resolve("energy"), "1 Wh");
        byte[] disk = DiskImage.ext4(content, 8);
        disk[MOUNTS]++;
        Path image = Files.write(folder.resolve("disk.ext4"), disk);

        assertThat(Tools.run(List.of("e2fsck", "-n", image.toString()))).contains("clean");
    }
}
