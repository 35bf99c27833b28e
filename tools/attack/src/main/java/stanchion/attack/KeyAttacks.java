package stanchion.attack;

import static stanchion.boot.Algorithm.ED25519;
import static stanchion.boot.Algorithm.ML_DSA_65;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import stanchion.attack.RootText.Named;
import stanchion.boot.Algorithm;
import stanchion.boot.Refusal;
import stanchion.release.SigningKey;

/// Group C, third part: roots, signed by the right keys, that name keys as they must not; and keys
/// that a later root has taken away.
final class KeyAttacks {
    private static final int ML_DSA_44_KEY = 1312;
    private static final String EPOCH = "\"security_epoch\":0";
    private static final String NEXT_EPOCH = "\"security_epoch\":1";

    private KeyAttacks() {}

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>(hybrid());
        cases.addAll(names());
        cases.addAll(kinds());
        cases.addAll(revoked());
        cases.addAll(epochs());
        return cases;
    }

    private static List<Case> hybrid() {
        return List.of(
                root("C53", "three root signatures suffice, and there are three classical keys", 3),
                root("C54", "two root signatures suffice, and there are two post-quantum keys", 2),
                targets("C55", "one targets signature suffices", 1, ED25519, ML_DSA_65),
                targets("C56", "targets are signed by classical keys alone", 2, ED25519, ED25519),
                targets(
                        "C57",
                        "targets are signed by post-quantum keys alone",
                        2,
                        ML_DSA_65,
                        ML_DSA_65),
                targets(
                        "C58",
                        "of three targets keys the two post-quantum ones suffice",
                        2,
                        ED25519,
                        ML_DSA_65,
                        ML_DSA_65));
    }

    private static Case root(String id, String sentence, int threshold) {
        return Case.of(id, sentence)
                .refused(Refusal.ROLE_NOT_HYBRID)
                .by(charger ->
                        charger.rotate(
                                2,
                                RootText.good(charger.keys())
                                        .role("root", threshold, Named.of(charger.keys().root()))
                                        .version(2)))
                .unless(
                        "four root signatures are needed, which no algorithm has alone",
                        charger -> RootAttacks.rotate(charger, 2));
    }

    private static Case targets(
            String id, String sentence, int threshold, Algorithm... algorithms) {
        return Case.of(id, sentence)
                .refused(Refusal.ROLE_NOT_HYBRID)
                .by(charger -> appoint(charger, threshold, keys(algorithms)))
                .unless(
                        "both of two new keys, one of each algorithm, are needed",
                        charger -> appoint(charger, 2, keys(ED25519, ML_DSA_65)));
    }

    private static List<SigningKey> keys(Algorithm... algorithms) throws Exception {
        List<SigningKey> keys = new ArrayList<>();
        for (Algorithm algorithm : algorithms) {
            keys.add(SigningKey.generate(algorithm));
        }
        return keys;
    }

    /// A second root that hands targets to these keys, and targets that all of them have signed.
    private static void appoint(Charger charger, int threshold, List<SigningKey> keys)
            throws Exception {
        name(charger, threshold, Named.of(keys));
        charger.signTargetsWith(keys);
    }

    private static void name(Charger charger, int threshold, List<Named> keys) throws Exception {
        charger.rotate(
                2, RootText.good(charger.keys()).role("targets", threshold, keys).version(2));
    }

    private static List<Case> names() {
        return List.of(
                Case.of("C59", "one Ed25519 key under two ids, so that it counts twice")
                        .refused(Refusal.KEY_ID)
                        .by(charger -> {
                            Named key = Named.of(charger.keys().targets(ED25519));
                            name(charger, 2, List.of(key, new Named("0".repeat(64), key.json())));
                        })
                        .unless(
                                "two keys, each under the digest of itself",
                                charger -> appoint(charger, 2, keys(ED25519, ML_DSA_65))),
                Case.of("C60", "a key stands under the digest of another")
                        .refused(Refusal.KEY_ID)
                        .by(charger -> {
                            List<Named> keys = Named.of(charger.keys().targets());
                            Named last = new Named(keys.getLast().id(), keys.getFirst().json());
                            name(charger, 2, List.of(keys.getFirst(), last));
                        })
                        .unless(
                                "two keys, each under the digest of itself",
                                charger -> appoint(charger, 2, keys(ED25519, ML_DSA_65))),
                edited("C61", "a role names one key id twice", KeyAttacks::doubled),
                edited(
                        "C62",
                        "a role names a key that the root does not hold",
                        KeyAttacks::dangling),
                Case.of("C63", "a role of seventeen keys")
                        .refused(Refusal.ROOT_METADATA)
                        .by(charger -> crowd(charger, 17))
                        .unless("a role of sixteen keys", charger -> crowd(charger, 16)),
                Case.of("C64", "a root of sixty-five keys")
                        .refused(Refusal.ROOT_METADATA)
                        .by(charger -> spares(charger, 65))
                        .unless("a root of sixty-four keys", charger -> spares(charger, 64)));
    }

    private interface Edit {
        String of(String text, String keyId);
    }

    private static Case edited(String id, String sentence, Edit edit) {
        return Case.of(id, sentence)
                .refused(Refusal.ROOT_METADATA)
                .by(charger -> {
                    String key = charger.keys().targets(ED25519).key().id();
                    String good = RootText.good(charger.keys()).version(2);
                    charger.rotate(2, edit.of(good, key));
                })
                .unless(
                        "each role names each of its keys once",
                        charger -> RootAttacks.rotate(charger, 2));
    }

    private static String doubled(String text, String keyId) {
        String roles = text.substring(text.indexOf("\"roles\""));
        String quoted = "\"" + keyId + "\"";
        return text.replace(roles, roles.replace(quoted, quoted + "," + quoted));
    }

    private static String dangling(String text, String keyId) {
        String roles = text.substring(text.indexOf("\"roles\""));
        return text.replace(roles, roles.replace(keyId, "0".repeat(64)));
    }

    private static void crowd(Charger charger, int size) throws Exception {
        Algorithm[] classical = new Algorithm[size - 1];
        Arrays.fill(classical, ED25519);
        List<SigningKey> keys = keys(classical);
        keys.addAll(keys(ML_DSA_65));
        appoint(charger, size, keys);
    }

    /// A root of so many keys, of which most have no role.
    private static void spares(Charger charger, int size) throws Exception {
        RootText text = RootText.good(charger.keys());
        for (int named = 9; named < size; named++) {
            text.key(Named.of(SigningKey.generate(ED25519)));
        }
        charger.rotate(2, text.version(2));
    }

    private static List<Case> kinds() {
        String ed25519 = "5a".repeat(32);
        return List.of(
                kind("C65", "an RSA key", Named.of("rsa", "rsassa-pss-sha256", "5a".repeat(256))),
                kind("C66", "an ECDSA key", Named.of("ecdsa", "ecdsa-sha2-nistp256", ed25519)),
                kind(
                        "C67",
                        "a key of the smaller ML-DSA-44",
                        Named.of("ml-dsa", "ml-dsa-44", "5a".repeat(ML_DSA_44_KEY))),
                kind(
                        "C68",
                        "an Ed25519 key that is said to sign with ML-DSA-65",
                        Named.of("ed25519", "ml-dsa-65", ed25519)),
                kind(
                        "C69",
                        "an Ed25519 key of 31 bytes",
                        Named.of("ed25519", "ed25519", "5a".repeat(31))),
                kind(
                        "C70",
                        "an Ed25519 key in capital digits",
                        Named.of("ed25519", "ed25519", ed25519.toUpperCase(Locale.ROOT))),
                kind(
                        "C71",
                        "an Ed25519 key with which anything is signed: the neutral point",
                        Named.of("ed25519", "ed25519", "01" + "00".repeat(31))),
                kind(
                        "C72",
                        "an Ed25519 key with which every eighth text is signed: of order 8",
                        Named.of(
                                "ed25519",
                                "ed25519",
                                HexFormat.of().formatHex(Edwards.ORDER_EIGHT))));
    }

    private static Case kind(String id, String sentence, Named key) {
        return Case.of(id, "the second root names " + sentence)
                .refused(Refusal.KEY_TYPE)
                .by(charger ->
                        charger.rotate(
                                2,
                                RootText.good(charger.keys())
                                        .role("snapshot", 1, List.of(key))
                                        .version(2)))
                .unless(
                        "it names another Ed25519 key",
                        charger ->
                                charger.rotate(
                                        2,
                                        RootText.good(charger.keys())
                                                .role("snapshot", 1, Named.of(keys(ED25519)))
                                                .version(2)));
    }

    private static List<Case> revoked() {
        return List.of(
                Case.of("C73", "targets signed by a key that the second root has revoked")
                        .refused(Refusal.SIGNATURE_THRESHOLD)
                        .by(charger -> name(charger, 2, Named.of(keys(ED25519, ML_DSA_65))))
                        .unless(
                                "targets signed by the keys that the second root names",
                                charger -> appoint(charger, 2, keys(ED25519, ML_DSA_65))),
                Case.of("C74", "a third root signed by root keys that the second has revoked")
                        .refused(Refusal.ROOT_SIGNATURES)
                        .by(charger -> {
                            handOver(charger);
                            RootAttacks.rotate(charger, 3);
                        })
                        .unless(
                                "a third root signed by the keys of the second",
                                charger -> {
                                    List<SigningKey> fresh = handOver(charger);
                                    String third =
                                            RootText.good(charger.keys())
                                                    .role("root", 4, Named.of(fresh))
                                                    .version(3);
                                    charger.root(3, new Signed(List.of(), third).signedBy(fresh));
                                }),
                Case.of("C75", "the root that revokes a key is deleted, an older version is back")
                        .refused(Refusal.ROLLBACK)
                        .by(charger -> {
                            String old = charger.targets().text();
                            revoke(charger);
                            Files.delete(charger.rootFile(2));
                            charger.signTargets(old);
                        })
                        .unless(
                                "the root that revokes is there, with the version that came with it",
                                KeyAttacks::revoke));
    }

    private static List<Case> epochs() {
        return List.of(
                Case.of("C76", "the root that revokes is deleted, the stolen keys claim its epoch")
                        .refused(Refusal.EPOCH_NOT_ALLOWED)
                        .by(charger -> {
                            String old = bounded(charger);
                            revoke(charger);
                            Files.delete(charger.rootFile(2));
                            charger.signTargets(old.replace(EPOCH, NEXT_EPOCH));
                        })
                        .unless(
                                "the root that revokes is there, with the version that came with it",
                                charger -> {
                                    bounded(charger);
                                    revoke(charger);
                                }),
                Case.of("C77", "targets of the right keys, below the epochs that the root allows")
                        .refused(Refusal.EPOCH_NOT_ALLOWED)
                        .by(charger -> allow(charger, 1, 9))
                        .unless("targets at the lowest epoch", charger -> allow(charger, 0, 9)),
                Case.of("C78", "a root allows no epoch: the lowest lies above the highest")
                        .refused(Refusal.ROOT_METADATA)
                        .by(charger -> allow(charger, 1, 0))
                        .unless("it allows one epoch", charger -> allow(charger, 0, 0)),
                Case.of("C79", "a root allows epochs of 2^31 and more")
                        .refused(Refusal.ROOT_METADATA)
                        .by(charger -> allow(charger, 0, 1L << 31))
                        .unless(
                                "it allows epochs below 2^31",
                                charger -> allow(charger, 0, (1L << 31) - 1)));
    }

    /// A second root that allows these epochs.
    private static void allow(Charger charger, long lowest, long highest) throws Exception {
        charger.rotate(2, RootText.good(charger.keys()).epochs(lowest, highest).version(2));
    }

    /// Provisions a first root that allows epoch 0 alone; the targets it has, as text.
    private static String bounded(Charger charger) throws Exception {
        RootAttacks.provision(charger, RootText.good(charger.keys()).epochs(0, 0).version(1));
        return charger.targets().text();
    }

    /// A second root with root keys of its own, and these.
    private static List<SigningKey> handOver(Charger charger) throws Exception {
        List<SigningKey> fresh = RoleAttacks.strangers();
        List<SigningKey> all = new ArrayList<>(charger.keys().root());
        all.addAll(fresh);
        String text = RootText.good(charger.keys()).role("root", 4, Named.of(fresh)).version(2);
        charger.root(2, new Signed(List.of(), text).signedBy(all));
        return fresh;
    }

    /// What a maker does when targets keys are lost: other keys, and a version with a higher epoch,
    /// which the charger confirms.
    private static void revoke(Charger charger) throws Exception {
        charger.targets(charger.targets().replace(EPOCH, NEXT_EPOCH));
        appoint(charger, 2, keys(ED25519, ML_DSA_65));
        Files.writeString(charger.file("state/counter"), "1\n");
    }
}
