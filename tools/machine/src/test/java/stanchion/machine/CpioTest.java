package stanchion.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CpioTest {
    @TempDir private Path folder;

    @Test
    void archiveHoldsFoldersFilesAndLinksAsTheKernelReadsThem() throws IOException {
        Files.createDirectories(folder.resolve("etc/sub"));
        Files.writeString(folder.resolve("etc/sub/name"), "abc");
        Files.writeString(folder.resolve("etc/left.out"), "x");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Cpio cpio = new Cpio(out);
        cpio.tree(folder, "", name -> !name.endsWith("out"));
        cpio.link("lib", "usr/lib");
        cpio.program("usr/bin/init", "#!/bin/sh\n".getBytes(StandardCharsets.US_ASCII));
        cpio.end();
        String text = out.toString(StandardCharsets.US_ASCII);
        assertThat(out.size() % 512).isZero();
        assertThat(text.split("070701", -1)).hasSize(9); // etc, sub, name, lib, usr, bin, init, end
        // ino, mode of a plain file, owner and group root, one link, no age, three bytes
        assertThat(text)
                .contains(
                        "070701"
                                + "00000003"
                                + "000081A4"
                                + "00000000".repeat(2)
                                + "00000001"
                                + "00000000"
                                + "00000003"
                                + "00000000".repeat(4)
                                + "0000000D"
                                + "00000000"
                                + "etc/sub/name\0")
                .contains("000041ED")
                .contains("0000A1FF")
                .contains("000081ED")
                .doesNotContain("left.out");
    }

    @Test
    void sameContentMakesTheSameBytes() throws IOException {
        assertThat(bytes()).isEqualTo(bytes());
    }

    private static byte[] bytes() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Cpio cpio = new Cpio(out);
        cpio.file("a/b", new byte[5]);
        cpio.end();
        return out.toByteArray();
    }
}
