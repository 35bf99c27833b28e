package stanchion.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ScratchTest {
    @Test
    void folderIsGoneWhenItIsClosed() throws Exception {
        Path folder;
        try (Scratch scratch = Scratch.inRam("scratch-test")) {
            folder = scratch.folder();
            Files.writeString(Files.createDirectory(folder.resolve("in")).resolve("file"), "it");
        }
        assertThat(folder).doesNotExist();
    }

    @Test
    void folderIsGoneWhenItsProgramIsToldToEndWhileItWrites() throws Exception {
        Process holder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-cp",
                                System.getProperty("java.class.path")
                                        + ":"
                                        + System.getProperty("jdk.module.path", ""),
                                Holder.class.getName())
                        .start();
        Path folder;
        try (BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8))) {
            folder = Path.of(in.readLine());
            assertThat(folder).isDirectory();
            holder.destroy();
            assertThat(holder.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(folder).doesNotExist();
    }

    /// Writes into its folder, and does not end by itself.
    static final class Holder {
        private Holder() {}

        public static void main(String... words) throws Exception {
            try (Scratch scratch = Scratch.inRam("scratch-test")) {
                System.out.println(scratch.folder());
                for (long number = 0; ; number = (number + 1) % 100) {
                    Files.writeString(scratch.folder().resolve(Long.toString(number)), "it");
                }
            }
        }
    }
}
