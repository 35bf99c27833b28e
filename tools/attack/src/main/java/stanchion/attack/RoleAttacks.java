package stanchion.attack;

import static stanchion.boot.Algorithm.ED25519;
import static stanchion.boot.Algorithm.ML_DSA_65;

import java.util.ArrayList;
import java.util.List;
import stanchion.attack.RootText.Named;
import stanchion.boot.Algorithm;
import stanchion.boot.Refusal;
import stanchion.release.SigningKey;

/// Group C, second part: who signs a root, and whom it names.
final class RoleAttacks {
    private static final Twin ROTATED =
            new Twin(
                    "a second root, signed by the keys of the first",
                    charger -> RootAttacks.rotate(charger, 2));
    private static final Twin REPLACED =
            new Twin(
                    "a second root with other root keys, signed by the old and by the new",
                    charger -> {
                        List<SigningKey> all = new ArrayList<>(charger.keys().root());
                        List<SigningKey> fresh = strangers();
                        all.addAll(fresh);
                        charger.root(2, handOver(charger, fresh).signedBy(all));
                    });

    private RoleAttacks() {}

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>(signatures());
        cases.addAll(thresholds());
        return cases;
    }

    /// Five root keys of nobody: three Ed25519, two ML-DSA-65.
    static List<SigningKey> strangers() throws Exception {
        List<SigningKey> keys = new ArrayList<>();
        for (Algorithm algorithm : List.of(ED25519, ED25519, ED25519, ML_DSA_65, ML_DSA_65)) {
            keys.add(SigningKey.generate(algorithm));
        }
        return keys;
    }

    /// A second root that names other root keys; not signed yet.
    private static Signed handOver(Charger charger, List<SigningKey> fresh) {
        RootText text = RootText.good(charger.keys()).role("root", 4, Named.of(fresh));
        return new Signed(List.of(), text.version(2));
    }

    private static List<Case> signatures() {
        return List.of(
                Case.of("C38", "other root keys, and the old keys alone have signed")
                        .refused(Refusal.ROOT_SIGNATURES)
                        .by(charger ->
                                charger.root(
                                        2,
                                        handOver(charger, strangers())
                                                .signedBy(charger.keys().root())))
                        .unless(REPLACED),
                Case.of("C39", "other root keys, and the new keys alone have signed")
                        .refused(Refusal.ROOT_SIGNATURES)
                        .by(charger -> {
                            List<SigningKey> fresh = strangers();
                            charger.root(2, handOver(charger, fresh).signedBy(fresh));
                        })
                        .unless(REPLACED),
                Case.of("C40", "other root keys, and of the old keys three have signed")
                        .refused(Refusal.ROOT_SIGNATURES)
                        .by(charger -> {
                            List<SigningKey> fresh = strangers();
                            List<SigningKey> some = new ArrayList<>(fresh);
                            some.addAll(charger.keys().root().subList(0, 3));
                            charger.root(2, handOver(charger, fresh).signedBy(some));
                        })
                        .unless(REPLACED),
                signedBy("C41", "all three classical root keys have signed, no other", 0, 3),
                signedBy("C42", "both post-quantum root keys have signed, no other", 3, 5),
                signedBy("C43", "three of the five root keys have signed, of both kinds", 1, 4),
                Case.of("C44", "five have signed the second root, one signature is altered")
                        .refused(Refusal.ROOT_SIGNATURES)
                        .by(charger -> {
                            RootAttacks.rotate(charger, 2);
                            SigningKey one = charger.keys().root().getFirst();
                            charger.root(2, charger.root(2).with(one, Alter.flip(3)));
                        })
                        .unless(
                                "four have signed it, and the altered signature is left out",
                                charger ->
                                        charger.root(
                                                2,
                                                good(charger)
                                                        .signedBy(
                                                                charger.keys()
                                                                        .root()
                                                                        .subList(1, 5)))),
                Case.of("C45", "a stranger has signed the second root beside all five")
                        .refused(Refusal.ROOT_SIGNATURES)
                        .by(charger -> {
                            List<SigningKey> six = new ArrayList<>(charger.keys().root());
                            six.add(SigningKey.generate(ED25519));
                            charger.root(2, good(charger).signedBy(six));
                        })
                        .unless(ROTATED),
                Case.of("C46", "the targets keys have signed the second root")
                        .refused(Refusal.ROOT_SIGNATURES)
                        .by(charger ->
                                charger.root(2, good(charger).signedBy(charger.keys().targets())))
                        .unless(ROTATED));
    }

    private static Signed good(Charger charger) {
        return new Signed(List.of(), RootText.good(charger.keys()).version(2));
    }

    private static Case signedBy(String id, String sentence, int from, int to) {
        return Case.of(id, sentence)
                .refused(Refusal.ROOT_SIGNATURES)
                .by(charger ->
                        charger.root(
                                2, good(charger).signedBy(charger.keys().root().subList(from, to))))
                .unless(
                        "four of the five root keys have signed",
                        charger ->
                                charger.root(
                                        2,
                                        good(charger)
                                                .signedBy(charger.keys().root().subList(0, 4))));
    }

    private static List<Case> thresholds() {
        return List.of(
                threshold("C47", "the second root asks for no root signature", "root", 0),
                threshold("C48", "the second root asks for six of five root keys", "root", 6),
                threshold("C49", "the second root asks for no targets signature", "targets", 0),
                threshold(
                        "C50", "the second root asks for three of two targets keys", "targets", 3),
                threshold("C51", "the second root asks for no snapshot signature", "snapshot", 0),
                threshold(
                        "C52",
                        "the second root asks for two of one timestamp key",
                        "timestamp",
                        2));
    }

    private static Case threshold(String id, String sentence, String role, int threshold) {
        return Case.of(id, sentence)
                .refused(Refusal.ROLE_THRESHOLD)
                .by(charger ->
                        charger.rotate(
                                2,
                                RootText.good(charger.keys())
                                        .role(role, threshold, of(charger, role))
                                        .version(2)))
                .unless(
                        role.equals("root")
                                ? "it asks for all five root keys"
                                : "it asks for as many as before",
                        charger ->
                                charger.rotate(
                                        2,
                                        RootText.good(charger.keys())
                                                .role(
                                                        role,
                                                        of(charger, role).size(),
                                                        of(charger, role))
                                                .version(2)));
    }

    private static List<Named> of(Charger charger, String role) {
        Keys keys = charger.keys();
        return Named.of(
                switch (role) {
                    case "root" -> keys.root();
                    case "targets" -> keys.targets();
                    case "snapshot" -> keys.snapshot();
                    default -> keys.timestamp();
                });
    }
}
