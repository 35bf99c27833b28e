package stanchion.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stanchion.machine.DiskImage;

/// What an image is made from.
final class ImagePartsTest {
    private static final Path HOME =
            Path.of(System.getProperty("stanchion.home", "../..")).toAbsolutePath().normalize();
    private static final String GOOD_LINE =
            "dash 0.5 97856 " + "ab".repeat(32) + " pool/main/d/dash/dash_0.5_amd64.deb";

    @TempDir private Path folder;

    @Test
    void everyBoardHasARecipeAndItsPackagesAreLocked() throws Exception {
        for (String board : List.of("virtual", "qemu-arm64", "cm4-reference")) {
            Recipe recipe = Recipe.read(HOME, board);
            assertThat(PackageLock.read(recipe.lock()).packages())
                    .as(board)
                    .extracting(PackageLock.Locked::name)
                    .contains("openjdk-25-jre-headless", "systemd", "nftables");
        }
    }

    @Test
    void dataPartitionIsMadeAsTheDiskOfThePowerCuts() throws Exception {
        assertThat(HOME.resolve("board/image/root/usr/lib/stanchion/open-data"))
                .content()
                .contains("mkfs.ext4 -q -O " + DiskImage.FEATURES + " ");
    }

    @Test
    void unknownBoardIsRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> Recipe.read(HOME, "../bench"))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("cm4-reference, qemu-arm64, virtual");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dash 0.5 1 abc pool/dash.deb",
                "dash 0.5 1 SUM http://elsewhere/dash.deb",
                "dash 0.5 1 SUM pool/../../dash.deb",
                "dash; 0.5 1 SUM pool/dash.deb"
            })
    void lockedPackageIsAlwaysNamedByDigestOnAMirror(String line) throws Exception {
        Path lock = folder.resolve("lock");
        Files.writeString(lock, GOOD_LINE + "\n" + line.replace("SUM", "ab".repeat(32)) + "\n");
        assertThatThrownBy(() -> PackageLock.read(lock)).hasMessageContaining("lock:2:");
        Files.writeString(lock, GOOD_LINE + "\n");
        assertThat(PackageLock.read(lock).packages()).hasSize(1);
    }
}
