package stanchion.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static stanchion.boot.BenchCharger.without;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stanchion.boot.Maker.Of;
import stanchion.boot.Maker.Signing;

/// From the OTP to the newest root.
final class RootChainTest {
    private final BenchCharger charger = new BenchCharger();

    @Test
    void rootSignedByTheOldAndTheNewKeysIsFollowed() {
        Signing fresh = Maker.ed25519();
        List<Signing> newKeys = new ArrayList<>(without(charger.rootKeys, charger.rootA));
        newKeys.add(fresh);
        List<Signing> both = new ArrayList<>(charger.rootKeys);
        both.add(fresh);
        charger.trust.put("2.root.json", Maker.sign(rotated(2, newKeys), both));
        assertThat(charger.verdict()).isEqualTo("BOOT 1.2.3");
    }

    @Test
    void rootSignedByTheNewKeysOnlyIsRefused() {
        List<Signing> strangers = strangers();
        charger.trust.put("2.root.json", Maker.sign(rotated(2, strangers), strangers));
        assertThat(charger.verdict()).isEqualTo("ROOT_SIGNATURES");
    }

    @Test
    void rootSignedByTheOldKeysOnlyIsRefused() {
        charger.trust.put("2.root.json", Maker.sign(rotated(2, strangers()), charger.rootKeys));
        assertThat(charger.verdict()).isEqualTo("ROOT_SIGNATURES");
    }

    @Test
    void targetsOfARevokedKeyAreRefused() {
        Signing fresh = Maker.ed25519();
        String root =
                Maker.root(
                        2,
                        charger.roles(
                                new Of("root", 4, charger.rootKeys),
                                new Of("targets", 2, List.of(fresh, charger.targetsP))));
        charger.trust.put("2.root.json", Maker.sign(root, charger.rootKeys));
        assertThat(charger.verdict()).isEqualTo("SIGNATURE_THRESHOLD");
        charger.slot.put(
                "targets.json",
                Maker.sign(charger.goodTargets(), List.of(fresh, charger.targetsP)));
        assertThat(charger.verdict()).isEqualTo("BOOT 1.2.3");
    }

    @Test
    void missingLinkIsAGap() {
        charger.trust.put("3.root.json", Maker.sign(charger.goodRoot(3), charger.rootKeys));
        assertThat(charger.verdict()).isEqualTo("ROOT_GAP");
    }

    @Test
    void repeatedRootIsRefused() {
        charger.trust.put("2.root.json", charger.trust.content("1.root.json"));
        assertThat(charger.verdict()).isEqualTo("ROOT_VERSION");
    }

    @Test
    void missingFirstRootIsRefused() {
        charger.trust.remove("1.root.json");
        assertThat(charger.verdict()).isEqualTo("ROOT_MISSING");
        charger.trust.put("2.root.json", Maker.sign(charger.goodRoot(2), charger.rootKeys));
        assertThat(charger.verdict()).isEqualTo("ROOT_MISSING");
    }

    @Test
    void anotherMakersRootIsRefused() {
        charger.trust.put("1.root.json", new BenchCharger().trust.content("1.root.json"));
        assertThat(charger.verdict()).isEqualTo("ROOT_NOT_IN_OTP");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "root.json",
                "01.root.json",
                "0.root.json",
                "-1.root.json",
                "1.root.json~",
                "x.root.json",
                "1234567.root.json",
                "2.root.JSON",
                "targets.json"
            })
    void foreignFileInTheTrustFolderIsRefused(String name) {
        charger.trust.put(name, charger.trust.content("1.root.json"));
        assertThat(charger.verdict()).isEqualTo("ROOT_STRAY");
    }

    @Test
    void thirtyTwoRootsAreFollowedAndOneMoreIsNot() {
        for (int version = 2; version <= 32; version++) {
            charger.trust.put(
                    version + ".root.json",
                    Maker.sign(charger.goodRoot(version), charger.rootKeys));
        }
        assertThat(charger.verdict()).isEqualTo("BOOT 1.2.3");
        charger.trust.put("33.root.json", Maker.sign(charger.goodRoot(33), charger.rootKeys));
        assertThat(charger.verdict()).isEqualTo("ROOT_TOO_MANY");
    }

    @Test
    void rootThatCannotBeReadIsRefused() {
        charger.trust.breakFile("1.root.json");
        assertThat(charger.verdict()).isEqualTo("ROOT_UNREADABLE");
        charger.trust.breakFile(".");
        assertThat(charger.verdict()).isEqualTo("ROOT_UNREADABLE");
    }

    @Test
    void fourOfFiveSignaturesCarryARootAndThreeDoNot() {
        List<Signing> four = without(charger.rootKeys, charger.rootQ);
        charger.trust.put("2.root.json", Maker.sign(charger.goodRoot(2), four));
        assertThat(charger.verdict()).isEqualTo("BOOT 1.2.3");
        List<Signing> classical = without(four, charger.rootP);
        charger.trust.put("2.root.json", Maker.sign(charger.goodRoot(2), classical));
        assertThat(charger.verdict()).isEqualTo("ROOT_SIGNATURES");
    }

    @Test
    void firstRootStandsByItsDigestAloneOnceThatIsBurnt() {
        charger.provision(Maker.sign(charger.goodRoot(1), List.of(charger.rootA)));
        assertThat(charger.verdict()).isEqualTo("BOOT 1.2.3");
    }

    @Test
    void digestOfARootThatLacksSignaturesMustNotBeBurnt() {
        List<Signing> four = without(charger.rootKeys, charger.rootQ);
        byte[] good = Maker.sign(charger.goodRoot(1), four);
        assertThat(FirstRoot.of(good))
                .isInstanceOfSatisfying(
                        FirstRoot.Good.class,
                        root -> assertThat(root.digest()).isEqualTo(Hex.of(Key.sha256(good))));
        List<Signing> classical = without(four, charger.rootP);
        assertObjection(
                Maker.sign(charger.goodRoot(1), classical),
                "ROOT_SIGNATURES 1.root.json: root: 3 of 4 signatures: ");
        assertObjection(Maker.sign(charger.goodRoot(1), strangers()), "ROOT_SIGNATURES ");
        assertObjection(Maker.sign(charger.goodRoot(2), charger.rootKeys), "ROOT_VERSION ");
        assertObjection(new byte[64 * 1024 + 1], "ROOT_METADATA 1.root.json is larger than 64 KiB");
    }

    private static void assertObjection(byte[] root, String line) {
        assertThat(FirstRoot.of(root))
                .isInstanceOfSatisfying(
                        FirstRoot.Bad.class, bad -> assertThat(bad.why().line()).startsWith(line));
    }

    @ParameterizedTest
    @CsvSource({
        "0, ROLE_THRESHOLD",
        "1, ROLE_NOT_HYBRID",
        "2, ROLE_NOT_HYBRID",
        "3, ROLE_NOT_HYBRID",
        "4, BOOT 1.2.3",
        "5, BOOT 1.2.3",
        "6, ROLE_THRESHOLD"
    })
    void thresholdOfTheRootMustForceBothAlgorithms(int threshold, String verdict) {
        String root =
                Maker.root(
                        1,
                        charger.roles(
                                new Of("root", threshold, charger.rootKeys),
                                new Of("targets", 2, charger.targetsKeys)));
        charger.provision(Maker.sign(root, charger.rootKeys));
        assertThat(charger.verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"0, ROLE_THRESHOLD", "1, ROLE_NOT_HYBRID", "2, BOOT 1.2.3", "3, ROLE_THRESHOLD"})
    void thresholdOfTargetsMustForceBothAlgorithms(int threshold, String verdict) {
        String root =
                Maker.root(
                        1,
                        charger.roles(
                                new Of("root", 4, charger.rootKeys),
                                new Of("targets", threshold, charger.targetsKeys)));
        charger.provision(Maker.sign(root, charger.rootKeys));
        assertThat(charger.verdict()).isEqualTo(verdict);
    }

    @Test
    void oneKeyUnderTwoNamesIsRefused() {
        Signing twin = charger.targetsA.named("0".repeat(64));
        String root =
                Maker.root(
                        1,
                        charger.roles(
                                new Of("root", 4, charger.rootKeys),
                                new Of("targets", 2, List.of(charger.targetsA, twin))));
        charger.provision(Maker.sign(root, charger.rootKeys));
        assertThat(charger.verdict()).isEqualTo("KEY_ID");
    }

    @ParameterizedTest
    @CsvSource({
        "rsa, rsassa-pss-sha256, 64",
        "ed25519, ml-dsa-65, 64",
        "ed25519, ed25519, 62",
        "ml-dsa, ml-dsa-65, 64",
        "ml-dsa, ml-dsa-44, 2624"
    })
    void keyOfAnUnsupportedKindIsRefused(String type, String scheme, int digits) {
        String json = Maker.keyJson(type, "0".repeat(digits), scheme);
        String id = Maker.digest("SHA-256", Maker.ascii(json));
        Signing odd = new Signing(id, json, charger.rootA.secret(), "Ed25519");
        String root =
                Maker.root(
                        1,
                        List.of(
                                new Of("root", 4, charger.rootKeys),
                                new Of("targets", 2, charger.targetsKeys),
                                new Of("snapshot", 1, List.of(odd)),
                                new Of("timestamp", 1, List.of(charger.online))));
        charger.provision(Maker.sign(root, charger.rootKeys));
        assertThat(charger.verdict()).isEqualTo("KEY_TYPE");
    }

    /// Signatures by such a key can be made by anybody: for the neutral point R = S·B always holds.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0100000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000080",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000080",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
            })
    void keyOfSmallOrderIsRefused(String raw) {
        String json = Maker.keyJson("ed25519", raw, "ed25519");
        String id = Maker.digest("SHA-256", Maker.ascii(json));
        Signing weak = new Signing(id, json, charger.rootA.secret(), "Ed25519");
        String root =
                Maker.root(
                        1,
                        charger.roles(
                                new Of("root", 4, charger.rootKeys),
                                new Of("targets", 2, List.of(weak, charger.targetsP))));
        charger.provision(Maker.sign(root, charger.rootKeys));
        assertThat(charger.verdict()).isEqualTo("KEY_TYPE");
    }

    @ParameterizedTest
    @CsvSource({
        "_type\":\"root, _type\":\"rout",
        "1.0.31, 9.9.9",
        "\"timestamp\", \"timestomp\"",
        "\"expires\", \"expired\"",
        "\"version\":1, \"version\":01",
    })
    void rootThatIsNotWellFormedIsRefused(String good, String other) {
        charger.provision(Maker.sign(charger.goodRoot(1).replace(good, other), charger.rootKeys));
        assertThat(charger.verdict()).isEqualTo("ROOT_METADATA");
    }

    @Test
    void rootOfMoreThan64KiBIsRefused() {
        byte[] large = new byte[64 * 1024 + 1];
        assertThat(charger.provision(large).verdict()).isEqualTo("ROOT_METADATA");
    }

    @Test
    void detailOfARefusedRootNamesItsFile() {
        charger.trust.put("2.root.json", charger.trust.content("1.root.json"));
        assertThat(charger.judge())
                .isEqualTo(
                        new Verdict.Refused(Refusal.ROOT_VERSION, "2.root.json: says version 1"));
    }

    private String rotated(int version, List<Signing> rootKeys) {
        return Maker.root(
                version,
                charger.roles(
                        new Of("root", 4, rootKeys), new Of("targets", 2, charger.targetsKeys)));
    }

    private static List<Signing> strangers() {
        return List.of(
                Maker.ed25519(), Maker.ed25519(), Maker.ed25519(), Maker.mlDsa(), Maker.mlDsa());
    }

    @ParameterizedTest
    @CsvSource({
        "0,7,BOOT 1.2.3",
        "7,7,BOOT 1.2.3",
        "7,2147483647,BOOT 1.2.3",
        "8,20,EPOCH_NOT_ALLOWED",
        "0,6,EPOCH_NOT_ALLOWED",
        "8,7,ROOT_METADATA",
        "7,2147483648,ROOT_METADATA"
    })
    void targetsClaimOnlyEpochsThatTheRootAllows(long lowest, long highest, String verdict) {
        String root =
                charger.goodRoot(1)
                        .replace(
                                "\"version\":1}",
                                "\"version\":1,\"x-stanchion\":{\"highest_epoch\":%d,\"lowest_epoch\":%d}}"
                                        .formatted(highest, lowest));
        charger.provision(Maker.sign(root, charger.rootKeys));
        assertThat(charger.verdict()).isEqualTo(verdict);
    }

    /// Stolen targets keys, the revoking root taken away, and the counter raised since.
    @Test
    void hiddenRevocationHelpsNoStolenKeyOnceTheCounterStandsAboveTheOldRoot() {
        String old =
                charger.goodRoot(1)
                        .replace(
                                "\"version\":1}",
                                "\"version\":1,\"x-stanchion\":{\"highest_epoch\":15,\"lowest_epoch\":0}}");
        charger.provision(Maker.sign(old, charger.rootKeys)).counter(16);
        assertThat(charger.verdict()).isEqualTo("ROLLBACK");
        String release =
                Maker.GOOD_RELEASE.replace("\"security_epoch\":7", "\"security_epoch\":16");
        charger.signTargets(charger.targetsWith(release));
        assertThat(charger.verdict()).isEqualTo("EPOCH_NOT_ALLOWED");
    }
}
