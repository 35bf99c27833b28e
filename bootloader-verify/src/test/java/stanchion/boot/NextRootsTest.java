package stanchion.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static stanchion.boot.BenchCharger.without;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stanchion.boot.Maker.Of;
import stanchion.boot.Maker.Signing;

/// Roots that wait beside the trust folder: they help a slot or change nothing.
final class NextRootsTest {
    private final BenchCharger charger = new BenchCharger();
    private final MemoryFolder next = new MemoryFolder();
    private final Signing fresh = Maker.ed25519();
    private final List<Signing> freshKeys = List.of(fresh, charger.targetsP);

    /// Root 2 has other keys for targets, root 3 the same as root 2.
    @BeforeEach
    void rotate() {
        next.put("2.root.json", root(2, charger.rootKeys));
        next.put("3.root.json", root(3, charger.rootKeys));
    }

    private byte[] root(int version, List<Signing> signers) {
        return Maker.sign(
                Maker.root(
                        version,
                        charger.roles(
                                new Of("root", 4, charger.rootKeys),
                                new Of("targets", 2, freshKeys))),
                signers);
    }

    private void signFresh() {
        charger.slot.put("targets.json", Maker.sign(charger.goodTargets(), freshKeys));
    }

    private String verdict(Folder roots) {
        return switch (new Verifier(charger.host(), roots).judge(charger.slot, VerifiedCopy.NONE)) {
            case Verdict.Boot boot -> "BOOT under " + boot.evidence().rootVersion();
            case Verdict.Refused refused -> refused.cause().name();
        };
    }

    @Test
    void slotThatTheTrustFolderVouchesForIsNotJudgedByRootsToCome() {
        assertThat(verdict(next)).isEqualTo("BOOT under 1");
    }

    @Test
    void slotSignedUnderARootToComeBoots() {
        signFresh();
        assertThat(charger.verdict()).isEqualTo("SIGNATURE_THRESHOLD");
        assertThat(verdict(next)).isEqualTo("BOOT under 3");
    }

    @Test
    void rootsThatTheTrustFolderAlreadyHoldsArePassedOver() {
        signFresh();
        charger.trust.put("2.root.json", next.content("2.root.json"));
        next.put("2.root.json", new byte[] {1});
        next.put("1.root.json", new byte[] {1});
        assertThat(verdict(next)).isEqualTo("BOOT under 2");
        charger.slot.put("targets.json", Maker.sign(charger.goodTargets(), charger.targetsKeys));
        assertThat(verdict(next)).isEqualTo("SIGNATURE_THRESHOLD");
    }

    @Test
    void epochThatOnlyARootToComeAllowsBoots() {
        String limited =
                charger.goodRoot(2)
                        .replace(
                                "\"version\":2}",
                                "\"version\":2,\"x-stanchion\":{\"highest_epoch\":6,"
                                        + "\"lowest_epoch\":0}}");
        charger.trust.put("2.root.json", Maker.sign(limited, charger.rootKeys));
        assertThat(charger.verdict()).isEqualTo("EPOCH_NOT_ALLOWED");
        MemoryFolder wider = new MemoryFolder();
        wider.put("3.root.json", Maker.sign(charger.goodRoot(3), charger.rootKeys));
        assertThat(verdict(wider)).isEqualTo("BOOT under 3");
    }

    @Test
    void rootsThatDoNotContinueTheChainLeaveTheVerdictAsItWas() {
        signFresh();
        next.put("2.root.json", root(2, without(charger.rootKeys, charger.rootP).subList(0, 3)));
        assertThat(verdict(next)).isEqualTo("SIGNATURE_THRESHOLD");
        next.remove("2.root.json");
        assertThat(verdict(next)).isEqualTo("SIGNATURE_THRESHOLD");
        next.put("2.root.json", root(2, charger.rootKeys));
        next.put("stray", new byte[0]);
        assertThat(verdict(next)).isEqualTo("SIGNATURE_THRESHOLD");
        next.remove("stray");
        assertThat(verdict(next)).isEqualTo("BOOT under 3");
    }

    @Test
    void folderThatIsNotThereOrCannotBeReadLeavesTheVerdictAsItWas() {
        signFresh();
        assertThat(verdict(new MemoryFolder())).isEqualTo("SIGNATURE_THRESHOLD");
        Folder broken =
                new Folder() {
                    @Override
                    public List<Entry> list(int most) throws IOException {
                        throw new IOException("no such folder");
                    }

                    @Override
                    public java.io.InputStream open(String name) throws IOException {
                        throw new IOException("no such file");
                    }
                };
        assertThat(verdict(broken)).isEqualTo("SIGNATURE_THRESHOLD");
    }

    @Test
    void otherRefusalsAreNoBusinessOfRootsToCome() {
        charger.slot.put("app.jar", new byte[3]);
        assertThat(verdict(next)).isEqualTo("FILE_LENGTH");
        charger.counter(8);
        assertThat(verdict(next)).isEqualTo("ROLLBACK");
    }

    @Test
    void moreRootsThanAVerifierFollowsAreNotFollowed() {
        signFresh();
        for (int version = 2; version <= RootChain.MOST_ROOTS; version++) {
            charger.trust.put(
                    version + ".root.json",
                    Maker.sign(charger.goodRoot(version), charger.rootKeys));
        }
        MemoryFolder oneMore = new MemoryFolder();
        oneMore.put("33.root.json", root(33, charger.rootKeys));
        assertThat(verdict(oneMore)).isEqualTo("SIGNATURE_THRESHOLD");
    }
}
