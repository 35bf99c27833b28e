package stanchion.release.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.release.ReleaseException;
import stanchion.release.RootMetadata.Epochs;

/// The next root: who leaves, who follows, and from which epoch on.
final class SuccessionTest {
    @TempDir private Path temporary;
    private Path folder = Path.of("");

    @BeforeEach
    void holdCeremony() throws Exception {
        folder = temporary.resolve("maker");
        Maker.keySet(folder);
    }

    @Test
    void rotatedRootKeyIsFollowedByOneOfItsKind() throws Exception {
        KeySet before = KeySet.open(folder);
        UnfinishedRoot root = rotate("root-ed25519-1");
        KeySet after = KeySet.open(folder);
        assertThat(root.complete()).isTrue();
        assertThat(after.version()).isEqualTo(2);
        assertThat(after.role("root"))
                .extracting(HeldKey::name)
                .containsExactly(
                        "root-ed25519-4",
                        "root-ed25519-2",
                        "root-ed25519-3",
                        "root-ml-dsa-65-1",
                        "root-ml-dsa-65-2");
        assertThat(after.role("targets")).isEqualTo(before.role("targets"));
        assertThat(after.root().count(before.root().role("root"))).isEqualTo(5);
        assertThat(after.root().metadata().epochs()).isEqualTo(new Epochs(0, 15));
        assertThat(folder.resolve("2.record.txt")).content().contains("record of root 2");
    }

    @Test
    void revokedTargetsKeyRaisesTheEpochAboveAllTheOldRootAllowed() throws Exception {
        KeySet before = KeySet.open(folder);
        Succession.Change change = revocation("targets-ed25519");
        UnfinishedRoot root = Succession.make(before, change, Maker.plain(), Maker.NONE, Maker.NOW);
        assertThat(root.root().metadata().epochs()).isEqualTo(new Epochs(16, 31));
        assertThat(KeySet.open(folder).role("targets"))
                .extracting(HeldKey::name)
                .containsExactly("targets-ed25519-2", "targets-ml-dsa-65");
        assertThat(Consequences.of(before, change, root))
                .contains("SIGNATURE_THRESHOLD", "security epoch 16 or more", "ROLLBACK");
    }

    @Test
    void revokedRootKeyDoesNotVouchForItsSuccessor() throws Exception {
        HeldKey revoked = KeySet.open(folder).key("root-ed25519-2");
        UnfinishedRoot root = make(revocation("root-ed25519-2"));
        assertThat(root.complete()).isTrue();
        assertThat(root.root().file().signatures()).doesNotContainKey(revoked.key().id());
        assertThat(root.root().metadata().epochs()).isEqualTo(new Epochs(0, 15));
    }

    @Test
    void keyWithoutSuccessorLeavesOnlyWhereTheThresholdLets() throws Exception {
        Succession.Change lone =
                new Succession.Change(
                        Succession.Reason.COMPROMISE,
                        Set.of("root-ed25519-1"),
                        Set.of("root-ed25519-1"),
                        Set.of());
        assertThat(make(lone).complete()).isTrue();
        Succession.Change another =
                new Succession.Change(
                        Succession.Reason.COMPROMISE,
                        Set.of("root-ed25519-2"),
                        Set.of("root-ed25519-2"),
                        Set.of());
        assertThatThrownBy(() -> make(another))
                .isInstanceOf(ReleaseException.class)
                .hasMessageContaining("role root would have fewer keys than its threshold 4");
        assertThat(folder.resolve("3.root.json")).doesNotExist();
        assertThat(folder.resolve("3.keys.conf")).doesNotExist();
    }

    @Test
    void nextRootWaitsForHoldersWhoSignLater() throws Exception {
        Succession.Change change =
                new Succession.Change(
                        Succession.Reason.ROTATION,
                        Set.of("targets-ml-dsa-65"),
                        Set.of(),
                        Set.of("root-ed25519-1", "root-ed25519-2"));
        assertThat(make(change).complete()).isFalse();
        assertThat(KeySet.open(folder).version()).isEqualTo(1);
        assertThatThrownBy(() -> rotate("root-ed25519-3"))
                .hasMessageContaining("2.root.unfinished.json: finish it");
        Path unfinished = folder.resolve("2.root.unfinished.json");
        LoneKey.sign(unfinished, folder.resolve("root-ed25519-2.pem").toString(), Maker.NONE);
        assertThat(Completion.finish(unfinished, Maker.NOW)).isPresent();
        assertThat(KeySet.open(folder).version()).isEqualTo(2);
    }

    @Test
    void unknownKeyIsNamedWithThoseThereAre() {
        assertThatThrownBy(() -> rotate("root-rsa"))
                .isInstanceOf(ReleaseException.class)
                .hasMessageContaining("has no key root-rsa, but root-ed25519-1, ");
    }

    private UnfinishedRoot rotate(String name) throws ReleaseException {
        return make(
                new Succession.Change(
                        Succession.Reason.ROTATION, Set.of(name), Set.of(), Set.of()));
    }

    private static Succession.Change revocation(String name) {
        return new Succession.Change(
                Succession.Reason.COMPROMISE, Set.of(name), Set.of(), Set.of());
    }

    private UnfinishedRoot make(Succession.Change change) throws ReleaseException {
        return Succession.make(KeySet.open(folder), change, Maker.plain(), Maker.NONE, Maker.NOW);
    }
}
