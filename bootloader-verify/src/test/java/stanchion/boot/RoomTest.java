package stanchion.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The verified copy fits, or is not begun.
final class RoomTest {
    @TempDir private Path temporary;

    /// The slot's two files, of 640 and 13 bytes, take a page each.
    @ParameterizedTest
    @CsvSource({"8192, BOOT", "8191, RUN_FOLDER_FULL", "0, RUN_FOLDER_FULL"})
    void copyThatDoesNotFitIsNotBegun(long room, String verdict) {
        BenchCharger charger = new BenchCharger();
        List<String> begun = new ArrayList<>();
        VerifiedCopy copy =
                new VerifiedCopy() {
                    @Override
                    public long room() {
                        return room;
                    }

                    @Override
                    public OutputStream create(String name, long modified) {
                        begun.add(name);
                        return new ByteArrayOutputStream();
                    }
                };
        Verdict judged = new Verifier(charger.host()).judge(charger.slot, copy);
        if (judged instanceof Verdict.Refused refused) {
            assertThat(refused.cause()).hasToString(verdict);
            assertThat(refused.detail()).isEqualTo("needs 8192 bytes, " + room + " are free");
            assertThat(begun).isEmpty();
        } else {
            assertThat(verdict).isEqualTo("BOOT");
            assertThat(begun).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 4096", "4096, 4096", "4097, 8192"})
    void filesTakeWholePages(long length, long room) {
        assertThat(VerifiedCopy.roomFor(length)).isEqualTo(room);
    }

    /// On a RAM file system of its own, which only a name space allows to mount.
    @ParameterizedTest
    @CsvSource({
        "512k, REFUSED A RUN_FOLDER_FULL",
        "516k, REFUSED A RUN_FOLDER_FULL",
        "520k, BOOT A 1.2.3",
    })
    void smallRunFolderIsRefusedBeforeTheCopyIsBegun(String size, String line) throws IOException {
        Path run = Files.createDirectory(temporary.resolve("run"));
        String mount = "mount -t tmpfs -o mode=700,size=" + size + " none " + run;
        assumeTrue(
                DeviceOnDisk.run(new ProcessBuilder("unshare", "-rm", "sh", "-c", mount)).status()
                        == 0,
                "no name spaces for users here: sudo apt install util-linux");
        DeviceOnDisk device = new DeviceOnDisk(Files.createDirectory(temporary.resolve("device")));
        String boot =
                "%s && %s --module-path %s -m stanchion.boot/stanchion.boot.Main --device %s --run %s; ls %s"
                        .formatted(
                                mount,
                                Path.of(System.getProperty("java.home"), "bin/java"),
                                Classes.verifier(),
                                device.folder,
                                run,
                                run);
        DeviceOnDisk.Ending ending =
                DeviceOnDisk.run(new ProcessBuilder("unshare", "-rm", "sh", "-c", boot));
        assertThat(ending.out()).startsWith(line);
        assertThat(ending.out())
                .endsWith(
                        line.startsWith("BOOT")
                                ? "\napp\nboot.json\ncharger.args\ngateway.args\nslots.key\n"
                                : "stay open\nboot.json\n");
    }

    @Test
    void ordinaryFolderHasRoom() throws Exception {
        Path run = Files.createDirectory(temporary.resolve("run"));
        Files.setPosixFilePermissions(
                run, java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
        RunFolder folder = RunFolder.prepare(run, RunFolder.Place.ANYWHERE);
        assertThat(folder.room()).isBetween(0L, Files.getFileStore(run).getUsableSpace());
    }
}
