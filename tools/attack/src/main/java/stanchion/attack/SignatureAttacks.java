package stanchion.attack;

import static stanchion.boot.Algorithm.ED25519;
import static stanchion.boot.Algorithm.ML_DSA_65;

import java.util.ArrayList;
import java.util.List;
import stanchion.boot.Algorithm;
import stanchion.boot.Refusal;
import stanchion.release.SigningKey;

/// Group A, first half: signatures that are altered, missing, or somebody else's.
final class SignatureAttacks {
    static final Twin SIGNED_AFRESH =
            new Twin(
                    "the same targets, signed afresh by both keys",
                    charger -> charger.signTargets(charger.targets().text()));
    private static final String EPOCH = "\"security_epoch\":0";
    private static final String NEXT_EPOCH = "\"security_epoch\":1";

    private SignatureAttacks() {}

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>(altered());
        cases.addAll(missing());
        cases.addAll(strangers());
        cases.addAll(roles());
        return cases;
    }

    private static List<Case> altered() {
        return List.of(
                Case.of("A01", "one bit of the Ed25519 signature is flipped")
                        .refused(Refusal.SIGNATURE_INVALID)
                        .by(charger -> charger.editSignature(ED25519, Alter.flip(7)))
                        .unless(SIGNED_AFRESH),
                Case.of("A02", "one bit of the ML-DSA-65 signature is flipped")
                        .refused(Refusal.SIGNATURE_INVALID)
                        .by(charger -> charger.editSignature(ML_DSA_65, Alter.flip(1000)))
                        .unless(SIGNED_AFRESH),
                Case.of("A03", "the epoch is raised in the signed part, the signatures are old")
                        .refused(Refusal.SIGNATURE_INVALID)
                        .by(charger ->
                                charger.targets(charger.targets().replace(EPOCH, NEXT_EPOCH)))
                        .unless(
                                "the epoch is raised and the targets are signed again",
                                charger -> charger.editTargets(EPOCH, NEXT_EPOCH)),
                Case.of("A04", "the Ed25519 signature lacks its last byte")
                        .refused(Refusal.SIGNATURE_INVALID)
                        .by(charger -> charger.editSignature(ED25519, Alter.cut(1)))
                        .unless(SIGNED_AFRESH),
                Case.of("A05", "the ML-DSA-65 signature lacks its last byte")
                        .refused(Refusal.SIGNATURE_INVALID)
                        .by(charger -> charger.editSignature(ML_DSA_65, Alter.cut(1)))
                        .unless(SIGNED_AFRESH),
                Case.of("A06", "the Ed25519 signature has one byte more")
                        .refused(Refusal.SIGNATURE_INVALID)
                        .by(charger -> charger.editSignature(ED25519, hex -> hex + "00"))
                        .unless(SIGNED_AFRESH),
                Case.of("A07", "the Ed25519 signature is empty")
                        .refused(Refusal.METADATA_ENVELOPE)
                        .by(charger -> charger.editSignature(ED25519, hex -> ""))
                        .unless(SIGNED_AFRESH),
                Case.of("A08", "the ML-DSA-65 signature is empty")
                        .refused(Refusal.METADATA_ENVELOPE)
                        .by(charger -> charger.editSignature(ML_DSA_65, hex -> ""))
                        .unless(SIGNED_AFRESH),
                Case.of("A09", "both signatures are zero bytes of the right length")
                        .refused(Refusal.SIGNATURE_INVALID)
                        .by(SignatureAttacks::zeroes)
                        .unless(SIGNED_AFRESH));
    }

    private static void zeroes(Charger charger) throws Exception {
        charger.editSignature(ED25519, hex -> "0".repeat(hex.length()));
        charger.editSignature(ML_DSA_65, hex -> "0".repeat(hex.length()));
    }

    private static List<Case> missing() {
        return List.of(
                Case.of("A10", "no signature at all")
                        .refused(Refusal.METADATA_ENVELOPE)
                        .by(charger -> charger.signTargetsWith(List.of()))
                        .unless(SIGNED_AFRESH),
                Case.of("A11", "only the classical signature")
                        .refused(Refusal.SIGNATURE_THRESHOLD)
                        .by(charger ->
                                charger.signTargetsWith(List.of(charger.keys().targets(ED25519))))
                        .unless(SIGNED_AFRESH),
                Case.of("A12", "only the post-quantum signature")
                        .refused(Refusal.SIGNATURE_THRESHOLD)
                        .by(charger ->
                                charger.signTargetsWith(List.of(charger.keys().targets(ML_DSA_65))))
                        .unless(SIGNED_AFRESH),
                Case.of("A13", "the Ed25519 signature stands there twice instead of both")
                        .refused(Refusal.METADATA_ENVELOPE)
                        .by(SignatureAttacks::signTwice)
                        .unless(SIGNED_AFRESH),
                Case.of("A14", "the Ed25519 key signs a second time, under an invented id")
                        .refused(Refusal.SIGNATURE_THRESHOLD)
                        .by(SignatureAttacks::signUnderInventedId)
                        .unless(SIGNED_AFRESH),
                Case.of("A15", "the signatures stand in descending order of their key ids")
                        .refused(Refusal.METADATA_ENVELOPE)
                        .by(SignatureAttacks::reverse)
                        .unless(SIGNED_AFRESH));
    }

    private static void signTwice(Charger charger) throws Exception {
        Signed good = charger.targets();
        Signed.Signature one = good.by(charger.keys().targets(ED25519));
        charger.targets(good.signatures(List.of(one, one)));
    }

    private static void signUnderInventedId(Charger charger) throws Exception {
        Signed good = charger.targets();
        Signed.Signature one = good.by(charger.keys().targets(ED25519));
        Signed.Signature again = new Signed.Signature("f".repeat(64), one.value());
        charger.targets(good.signatures(List.of(one)).with(again));
    }

    private static void reverse(Charger charger) throws Exception {
        Signed good = charger.targets();
        charger.targets(good.signatures(good.signatures().reversed()));
    }

    private static List<Case> strangers() {
        return List.of(
                Case.of("A16", "a stranger's Ed25519 signature under the id of the maker's key")
                        .refused(Refusal.SIGNATURE_INVALID)
                        .by(charger -> impersonate(charger, ED25519))
                        .unless(
                                "the root names the stranger, who signs under an id of their own",
                                charger -> employ(charger, ED25519)),
                Case.of("A17", "a stranger's ML-DSA-65 signature under the id of the maker's key")
                        .refused(Refusal.SIGNATURE_INVALID)
                        .by(charger -> impersonate(charger, ML_DSA_65))
                        .unless(
                                "the root names the stranger, who signs under an id of their own",
                                charger -> employ(charger, ML_DSA_65)),
                Case.of("A18", "a stranger signs under their own id in the place of the maker")
                        .refused(Refusal.SIGNATURE_THRESHOLD)
                        .by(charger -> charger.signTargetsWith(replaced(charger, ED25519)))
                        .unless(
                                "the root names the stranger in the place of the maker",
                                charger -> employ(charger, ED25519)),
                Case.of("A19", "a stranger signs in addition to the maker")
                        .refused(Refusal.SIGNATURE_UNKNOWN_KEY)
                        .by(charger -> charger.signTargetsWith(crowd(charger, 1)))
                        .unless(
                                "the root asks for a third signature, and it is there",
                                charger -> employCrowd(charger, 1)),
                Case.of("A20", "strangers sign alone, with keys of the right kinds")
                        .refused(Refusal.SIGNATURE_THRESHOLD)
                        .by(charger ->
                                charger.signTargetsWith(
                                        List.of(
                                                SigningKey.generate(ED25519),
                                                SigningKey.generate(ML_DSA_65))))
                        .unless(SIGNED_AFRESH),
                Case.of("A21", "seventeen signatures, the two good ones among them")
                        .refused(Refusal.METADATA_ENVELOPE)
                        .by(charger -> charger.signTargetsWith(crowd(charger, 15)))
                        .unless(
                                "sixteen keys in the root, and all sixteen have signed",
                                charger -> employCrowd(charger, 14)));
    }

    private static void impersonate(Charger charger, Algorithm algorithm) throws Exception {
        Signed.Signature strange = charger.targets().signature(SigningKey.generate(algorithm));
        charger.editSignature(algorithm, good -> strange.value());
    }

    private static List<SigningKey> replaced(Charger charger, Algorithm algorithm)
            throws Exception {
        List<SigningKey> keys = new ArrayList<>(charger.keys().targets());
        keys.remove(charger.keys().targets(algorithm));
        keys.add(SigningKey.generate(algorithm));
        return keys;
    }

    /// The maker's two keys and so many strangers.
    private static List<SigningKey> crowd(Charger charger, int strangers) throws Exception {
        List<SigningKey> keys = new ArrayList<>(charger.keys().targets());
        for (int i = 0; i < strangers; i++) {
            keys.add(SigningKey.generate(ED25519));
        }
        return keys;
    }

    private static void employ(Charger charger, Algorithm algorithm) throws Exception {
        List<SigningKey> keys = replaced(charger, algorithm);
        name(charger, keys);
        charger.signTargetsWith(keys);
    }

    private static void employCrowd(Charger charger, int strangers) throws Exception {
        List<SigningKey> keys = crowd(charger, strangers);
        name(charger, keys);
        charger.signTargetsWith(keys);
    }

    /// A rotation after which all of these keys must sign targets.
    private static void name(Charger charger, List<SigningKey> keys) throws Exception {
        charger.rotate(
                2,
                RootText.good(charger.keys())
                        .role("targets", keys.size(), RootText.Named.of(keys))
                        .version(2));
    }

    private static List<Case> roles() {
        return List.of(
                Case.of("A22", "the root keys sign the targets")
                        .refused(Refusal.SIGNATURE_THRESHOLD)
                        .by(charger -> charger.signTargetsWith(charger.keys().root()))
                        .unless(
                                "the root keys sign a root that names them for targets too",
                                charger -> {
                                    name(charger, charger.keys().root());
                                    charger.signTargetsWith(charger.keys().root());
                                }),
                Case.of("A23", "the keys of snapshot and timestamp sign the targets")
                        .refused(Refusal.SIGNATURE_THRESHOLD)
                        .by(charger -> charger.signTargetsWith(online(charger)))
                        .unless(SIGNED_AFRESH),
                Case.of("A24", "the root of this charger is given as its targets")
                        .refused(Refusal.SIGNATURE_THRESHOLD)
                        .by(charger -> charger.targets(charger.root(1)))
                        .unless(SIGNED_AFRESH),
                Case.of("A25", "the targets keys sign a root, and it is given as targets")
                        .refused(Refusal.METADATA_TYPE)
                        .by(charger -> charger.signTargets(charger.root(1).text()))
                        .unless(SIGNED_AFRESH),
                Case.of("A26", "the targets keys sign a snapshot, and it is given as targets")
                        .refused(Refusal.METADATA_TYPE)
                        .by(charger ->
                                charger.editTargets(
                                        "\"_type\":\"targets\"", "\"_type\":\"snapshot\""))
                        .unless(SIGNED_AFRESH));
    }

    private static List<SigningKey> online(Charger charger) {
        List<SigningKey> keys = new ArrayList<>(charger.keys().snapshot());
        keys.addAll(charger.keys().timestamp());
        return keys;
    }
}
