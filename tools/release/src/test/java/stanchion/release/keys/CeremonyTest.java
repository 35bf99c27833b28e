package stanchion.release.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.boot.Algorithm;
import stanchion.release.Digests;
import stanchion.release.ReleaseException;

/// A ceremony leaves keys, a root and a page to sign by hand; or nothing.
final class CeremonyTest {
    @TempDir private Path temporary;

    @Test
    void everyKeyHasItsFilesAndOnlyItsOwnerCanReadThem() throws Exception {
        Path folder = temporary.resolve("maker");
        KeySet keys = Maker.keySet(folder);
        assertThat(keys.keys())
                .extracting(HeldKey::name)
                .containsExactly(
                        "root-ed25519-1",
                        "root-ed25519-2",
                        "root-ed25519-3",
                        "root-ml-dsa-65-1",
                        "root-ml-dsa-65-2",
                        "targets-ed25519",
                        "targets-ml-dsa-65",
                        "snapshot-ed25519",
                        "timestamp-ed25519",
                        "assignment-ed25519");
        for (HeldKey key : keys.keys()) {
            assertThat(keys.open(key, Maker.NONE).orElseThrow().key()).isEqualTo(key.key());
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as("%s", file)
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void recordSaysEverythingOnOnePage() throws Exception {
        Path folder = temporary.resolve("maker");
        KeySet keys = Maker.keySet(folder);
        String page = Files.readString(folder.resolve("1.record.txt"));
        String digest = Digests.sha256(Files.readAllBytes(folder.resolve("1.root.json")));
        assertThat(page)
                .contains("record of root 1", "2026-11-22 20:10 UTC", "Stanchion " + Tool.VERSION)
                .contains("THIS GOES INTO THE OTP OF EVERY CHARGER\n" + inGroups(digest))
                .contains("root       any 4 of 3 x Ed25519 2 x ML-DSA-65")
                .contains("targets    any 2 of 1 x Ed25519 1 x ML-DSA-65")
                .contains("snapshot   any 1 of 1 x Ed25519", "timestamp  any 1 of 1 x Ed25519")
                .contains("Root expires 2046-11-17", "security epochs 0 to 15")
                .contains("Ada Lovelace", "Grace Hopper", "PLAIN FILE", "name, signature");
        for (HeldKey key : keys.keys()) {
            assertThat(page).contains(key.name(), inGroups(key.key().id()));
        }
        assertThat(page.lines().count()).isLessThanOrEqualTo(60);
        assertThat(page.lines()).allMatch(line -> line.length() <= 80);
        assertThat(page).matches("[ -~\n]*").doesNotContain("%");
    }

    private static String inGroups(String hex) {
        return String.join(" ", hex.split("(?<=\\G.{4})", -1)).strip();
    }

    @Test
    void holdersOfARootStandBesideIt() throws Exception {
        Path folder = temporary.resolve("maker");
        KeySet keys = Maker.keySet(folder);
        Map<String, String> holders = Holders.beside(folder.resolve("1.root.json"));
        for (HeldKey key : keys.keys()) {
            assertThat(holders)
                    .containsEntry(key.key().id(), (key.name() + " " + key.holder()).strip());
        }
        assertThat(holders).hasSize(keys.keys().size());
        assertThat(Holders.beside(temporary.resolve("1.root.json"))).isEmpty();
        assertThat(Holders.beside(temporary.resolve("root"))).isEmpty();
    }

    @Test
    void confSaysRoleHolderAndHomeAndIsReadBack() throws Exception {
        Path folder = temporary.resolve("maker");
        KeySet keys = Maker.keySet(folder);
        assertThat(folder.resolve("1.keys.conf"))
                .content()
                .contains("root-ed25519-1       = root; Ada Lovelace; plain root-ed25519-1.pem\n");
        assertThat(KeyConf.read(folder.resolve("1.keys.conf"))).isEqualTo(keys.keys());
        Files.writeString(folder.resolve("1.keys.conf"), "root-ed25519-1 = root; Ada\n");
        assertThatThrownBy(() -> KeySet.open(folder))
                .isInstanceOf(ReleaseException.class)
                .hasMessageEndingWith("1.keys.conf line 1: write NAME = ROLE; HOLDER; HOME");
    }

    @Test
    void rolesThatOneAlgorithmCouldFulfilAreRefusedBeforeAnyKeyIsMade() {
        Ceremony.Size good =
                new Ceremony.Size(Map.of(Algorithm.ED25519, 1, Algorithm.ML_DSA_65, 1), 2);
        for (Ceremony.Size bad :
                List.of(
                        new Ceremony.Size(Map.of(Algorithm.ED25519, 3, Algorithm.ML_DSA_65, 2), 3),
                        new Ceremony.Size(Map.of(Algorithm.ED25519, 2), 2))) {
            assertRefused(Maker.sizes(bad, good), "role root: raise the threshold");
            assertRefused(Maker.sizes(good, bad), "role targets: raise the threshold");
        }
        assertRefused(
                Maker.sizes(new Ceremony.Size(Map.of(Algorithm.ED25519, 1), 2), good),
                "role root: threshold 2 of 1 keys");
    }

    private void assertRefused(Map<String, Ceremony.Size> sizes, String message) {
        Path folder = temporary.resolve("refused");
        assertThatThrownBy(() ->
                        Ceremony.hold(
                                new Ceremony.Order(folder, sizes, Maker.NOW),
                                Maker.plain(),
                                Maker.NONE))
                .isInstanceOf(ReleaseException.class)
                .hasMessageStartingWith(message);
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void failureHalfWayLeavesNothingBehind() {
        Path folder = temporary.resolve("maker");
        KeyChoices encrypted =
                new KeyChoices(
                        Map.of(), Map.of("*", "plain", "timestamp-ed25519", "encrypted"), Map.of());
        assertThatThrownBy(() ->
                        Ceremony.hold(
                                new Ceremony.Order(folder, Maker.sizes(), Maker.NOW),
                                encrypted,
                                Maker.NONE))
                .hasMessage("nobody is asked for timestamp-ed25519");
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void folderThatHoldsSomethingIsLeftAlone() throws Exception {
        Path folder = temporary.resolve("maker");
        Maker.keySet(folder);
        assertThatThrownBy(() -> Maker.keySet(folder))
                .isInstanceOf(ReleaseException.class)
                .hasMessage(folder + ": exists and is not an empty folder, name a new one");
    }

    @Test
    void postQuantumKeyIsNotPutOnAToken() {
        KeyChoices token =
                new KeyChoices(
                        Map.of(),
                        Map.of(
                                "*",
                                "plain",
                                "root-ml-dsa-65-1",
                                "token module=/m token=t object=o"),
                        Map.of());
        assertThatThrownBy(() ->
                        Ceremony.hold(
                                new Ceremony.Order(
                                        temporary.resolve("m"), Maker.sizes(), Maker.NOW),
                                token,
                                Maker.NONE))
                .hasMessageContaining("tokens hold Ed25519 keys only");
    }
}
