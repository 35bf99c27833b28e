package stanchion.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The folder that charger and gateway start from.
final class RunFolderTest {
    @TempDir private Path temporary;
    private Path folder;
    private final Targets targets = ((Verdict.Boot) new BenchCharger().judge()).targets();

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(temporary.resolve("run"));
        mode("rwx------");
    }

    @Test
    void copyComesIntoViewInOnePieceWithItsCommandLines() throws Exception {
        RunFolder run = RunFolder.prepare(folder, RunFolder.Place.ANYWHERE);
        assertThat(run).hasToString(folder.toString());
        run.begin();
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve("app.partial"))))
                .isEqualTo("rwxr-xr-x");
        try (OutputStream out = run.create("app.jar", 1_000_000)) {
            out.write(new byte[] {1, 2, 3, 4}, 1, 2);
        }
        assertThat(names()).containsExactly("app.partial");
        run.write("boot.json", new byte[] {7});
        run.finish(targets);
        assertThat(names()).containsExactly("app", "boot.json", "charger.args", "gateway.args");
        Path copy = folder.resolve("app/app.jar");
        assertThat(copy).hasBinaryContent(new byte[] {2, 3});
        assertThat(Files.getLastModifiedTime(copy).toMillis()).isEqualTo(1_000_000_000);
        assertThat(folder.resolve("boot.json")).hasBinaryContent(new byte[] {7});
        for (String name : List.of("boot.json", "charger.args", "gateway.args")) {
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(folder.resolve(name))))
                    .isEqualTo("rw-r--r--");
        }
        assertThat(Files.readString(folder.resolve("charger.args"), StandardCharsets.UTF_8))
                .endsWith("-m\napp.charger/app.Main\n");
        assertThat(Files.readString(folder.resolve("gateway.args"), StandardCharsets.UTF_8))
                .endsWith("-m\napp.gateway/app.Main\n");
    }

    @Test
    void aKeyIsForItsOwnerAlone() throws Exception {
        RunFolder run = RunFolder.prepare(folder, RunFolder.Place.ANYWHERE);
        for (String name : List.of("identity.key", "slots.key")) {
            run.write(name, new byte[32]);
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(folder.resolve(name))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void nothingOfADiscardedCopyStays() throws Exception {
        RunFolder run = RunFolder.prepare(folder, RunFolder.Place.ANYWHERE);
        run.discard();
        run.begin();
        run.create("a", 0).close();
        run.discard();
        assertThat(names()).isEmpty();
        run.begin();
        run.create("a", 0).close();
        run.write("identity.key", new byte[32]);
        run.write("slots.key", new byte[32]);
        run.write("boot.json", new byte[1]);
        run.finish(targets);
        run.discard();
        assertThat(names()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app",
                "app.partial",
                "charger.args",
                "gateway.args",
                "boot.json",
                "identity.key",
                "slots.key"
            })
    void folderInUseIsNotTaken(String name) throws IOException {
        Files.createSymbolicLink(folder.resolve(name), Path.of("nowhere"));
        assertThat(refusal(folder))
                .contains(
                        new Verdict.Refused(Refusal.RUN_FOLDER, folder + " already holds " + name));
    }

    @ParameterizedTest
    @CsvSource({
        "rwx------, true",
        "rwxr-xr-x, true",
        "rwx-w----, false",
        "rwx----w-, false",
    })
    void folderThatOthersMayWriteIsNotTaken(String mode, boolean taken) throws IOException {
        mode(mode);
        assertThat(refusal(folder).isEmpty()).isEqualTo(taken);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "a\nb", "a\rb", ":", "\n"})
    void folderWhoseNameWouldBreakACommandLineIsNotTaken(String name) throws IOException {
        Path odd = Files.createDirectory(temporary.resolve(name));
        assertThat(refusal(odd).map(Verdict.Refused::cause)).contains(Refusal.RUN_FOLDER);
    }

    @Test
    void whatIsNoFolderIsNotTaken() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));
        Path link = Files.createSymbolicLink(temporary.resolve("link"), folder);
        for (Path path : List.of(file, link, temporary.resolve("missing"))) {
            assertThat(refusal(path))
                    .contains(new Verdict.Refused(Refusal.RUN_FOLDER, path + " is not a folder"));
        }
    }

    @Test
    void relativeNamesAreMadeAbsolute() throws Exception {
        Path relative = Path.of("").toAbsolutePath().relativize(folder).resolve("x/..");
        assertThat(RunFolder.prepare(relative, RunFolder.Place.ANYWHERE))
                .hasToString(folder.toString());
    }

    @Test
    void sharedMemoryIsRamAndHasRoom() throws Exception {
        Path shared = Path.of("/dev/shm");
        assumeTrue(Files.isWritable(shared), "no /dev/shm to look at");
        assertThat(RunFolder.onRam(shared)).isTrue();
        Path inRam = Files.createTempDirectory(shared, "stanchion-test-");
        try {
            assertThat(RunFolder.prepare(inRam, RunFolder.Place.RAM).room()).isPositive();
        } finally {
            Files.delete(inRam);
        }
        assertThat(RunFolder.onRam(Path.of("/proc"))).isFalse();
    }

    @Test
    void fileOfTheCopyIsClosed() throws Exception {
        RunFolder run = RunFolder.prepare(folder, RunFolder.Place.ANYWHERE);
        run.begin();
        OutputStream out = run.create("a", 0);
        out.close();
        assertThatThrownBy(() -> out.write(new byte[1], 0, 1)).isInstanceOf(IOException.class);
    }

    @Test
    void diskIsNoRam() throws Exception {
        boolean ram = RunFolder.onRam(folder);
        try {
            RunFolder.prepare(folder, RunFolder.Place.RAM);
            assertThat(ram).isTrue();
        } catch (Refused refused) {
            assertThat(ram).isFalse();
            assertThat(refused.verdict())
                    .isEqualTo(new Verdict.Refused(Refusal.RUN_FOLDER_NOT_RAM, folder.toString()));
        }
    }

    private static Optional<Verdict.Refused> refusal(Path path) {
        try {
            RunFolder.prepare(path, RunFolder.Place.ANYWHERE);
            return Optional.empty();
        } catch (Refused refused) {
            return Optional.of(refused.verdict());
        }
    }

    private void mode(String mode) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
        }
    }
}
