package stanchion.attack;

import static stanchion.attack.SignatureAttacks.SIGNED_AFRESH;
import static stanchion.boot.Algorithm.ED25519;
import static stanchion.boot.Algorithm.ML_DSA_65;

import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdDSAParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import stanchion.boot.Refusal;
import stanchion.release.SigningKey;

/// Group A, second half: signatures that a lenient reader would take for good ones. Each is made
/// with the maker's key, or out of a good signature.
final class SpellingAttacks {
    private static final Twin BY_THE_BOOK =
            new Twin(
                    "the same key signs as RFC 8032 says, computed by other code",
                    charger ->
                            charger.replaceSignature(
                                    ED25519, edwards(charger).sign(message(charger))));

    private SpellingAttacks() {}

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>(curve());
        cases.addAll(lattice());
        cases.addAll(kinds());
        cases.addAll(text());
        return cases;
    }

    private static List<Case> curve() {
        return List.of(
                Case.of("A27", "S of the Ed25519 signature is raised by the order L")
                        .refused(Refusal.SIGNATURE_INVALID)
                        .by(charger -> charger.editSignature(ED25519, Edwards::raiseS))
                        .unless(BY_THE_BOOK),
                Case.of("A28", "R of the Ed25519 signature is off by a point of order 8")
                        .refused(Refusal.SIGNATURE_INVALID)
                        .by(charger ->
                                charger.replaceSignature(
                                        ED25519,
                                        edwards(charger).signOffByTorsion(message(charger))))
                        .unless(BY_THE_BOOK),
                Case.of("A29", "R of the Ed25519 signature is a point in a non-canonical spelling")
                        .refused(Refusal.SIGNATURE_INVALID)
                        .by(charger ->
                                charger.replaceSignature(
                                        ED25519,
                                        edwards(charger)
                                                .signWithNeutral(
                                                        Edwards.NEUTRAL_NOT_CANONICAL,
                                                        message(charger))))
                        .unless(BY_THE_BOOK),
                Case.of("A30", "an Ed25519ph signature: the key has signed the digest instead")
                        .refused(Refusal.SIGNATURE_INVALID)
                        .by(charger -> charger.replaceSignature(ED25519, prehashed(charger)))
                        .unless(BY_THE_BOOK));
    }

    private static Edwards edwards(Charger charger) {
        return new Edwards(charger.keys().targets(ED25519));
    }

    private static byte[] message(Charger charger) throws Exception {
        return charger.targets().text().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] prehashed(Charger charger) throws Exception {
        String pem = charger.keys().targets(ED25519).pem();
        byte[] pkcs8 = Base64.getMimeDecoder().decode(pem.split("-----", -1)[2]);
        PrivateKey key =
                KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        Signature signature = Signature.getInstance("EdDSA");
        signature.setParameter(new EdDSAParameterSpec(true));
        signature.initSign(key);
        signature.update(message(charger));
        return signature.sign();
    }

    private static List<Case> lattice() {
        return List.of(
                Case.of("A31", "the hint of the ML-DSA-65 signature has a padding that is not zero")
                        .refused(Refusal.SIGNATURE_INVALID)
                        .by(charger -> spell(charger, Lattice::dirtyPadding))
                        .unless(SIGNED_AFRESH),
                Case.of("A32", "two positions of the ML-DSA-65 hint stand in the other order")
                        .refused(Refusal.SIGNATURE_INVALID)
                        .by(charger -> spell(charger, Lattice::swappedHints))
                        .unless(SIGNED_AFRESH),
                Case.of("A33", "one position of the ML-DSA-65 hint stands there twice")
                        .refused(Refusal.SIGNATURE_INVALID)
                        .by(charger -> spell(charger, Lattice::doubledHint))
                        .unless(SIGNED_AFRESH),
                Case.of("A34", "the ML-DSA-65 hint counts more positions than it can hold")
                        .refused(Refusal.SIGNATURE_INVALID)
                        .by(charger -> spell(charger, Lattice::tooManyHints))
                        .unless(SIGNED_AFRESH));
    }

    /// Signs until the hint leaves a padding, then spells the good signature otherwise.
    private static void spell(Charger charger, UnaryOperator<String> otherwise) throws Exception {
        SigningKey key = charger.keys().targets(ML_DSA_65);
        while (!Lattice.padded(charger.targets().by(key).value())) {
            charger.signTargets(charger.targets().text());
        }
        charger.editSignature(ML_DSA_65, otherwise);
    }

    private static List<Case> kinds() {
        return List.of(
                Case.of("A35", "each of the two signatures stands under the id of the other key")
                        .refused(Refusal.SIGNATURE_INVALID)
                        .by(SpellingAttacks::swapKinds)
                        .unless(SIGNED_AFRESH),
                Case.of("A36", "the keys have signed another spelling of the same targets")
                        .refused(Refusal.SIGNATURE_INVALID)
                        .by(SpellingAttacks::signOtherSpelling)
                        .unless(SIGNED_AFRESH),
                Case.of("A37", "the keys have signed the whole file instead of its signed part")
                        .refused(Refusal.SIGNATURE_INVALID)
                        .by(SpellingAttacks::signWhole)
                        .unless(SIGNED_AFRESH));
    }

    private static void swapKinds(Charger charger) throws Exception {
        Signed good = charger.targets();
        String classical = good.by(charger.keys().targets(ED25519)).value();
        String postQuantum = good.by(charger.keys().targets(ML_DSA_65)).value();
        charger.editSignature(ED25519, own -> postQuantum);
        charger.editSignature(ML_DSA_65, own -> classical);
    }

    private static void signOtherSpelling(Charger charger) throws Exception {
        Signed good = charger.targets();
        Signed spaced = good.text(text -> text.replace(",", ", "));
        charger.targets(spaced.signedBy(charger.keys().targets()).text(text -> good.text()));
    }

    private static void signWhole(Charger charger) throws Exception {
        Signed good = charger.targets();
        String whole = new String(good.bytes(), StandardCharsets.ISO_8859_1);
        Signed over = good.text(text -> whole).signedBy(charger.keys().targets());
        charger.targets(over.text(text -> good.text()));
    }

    private static List<Case> text() {
        return List.of(
                Case.of("A38", "the Ed25519 signature is spelled in capital digits")
                        .refused(Refusal.METADATA_ENVELOPE)
                        .by(charger ->
                                charger.editSignature(ED25519, hex -> hex.toUpperCase(Locale.ROOT)))
                        .unless(SIGNED_AFRESH),
                Case.of("A39", "the Ed25519 signature has an odd number of digits")
                        .refused(Refusal.METADATA_ENVELOPE)
                        .by(charger -> charger.editSignature(ED25519, hex -> hex.substring(1)))
                        .unless(SIGNED_AFRESH),
                Case.of("A40", "a signature is longer than any there is")
                        .refused(Refusal.METADATA_ENVELOPE)
                        .by(charger ->
                                charger.editSignature(ML_DSA_65, hex -> hex + "0".repeat(2000)))
                        .unless(SIGNED_AFRESH),
                Case.of("A41", "a key id has a digit less than 64")
                        .refused(Refusal.METADATA_ENVELOPE)
                        .by(SpellingAttacks::shortenId)
                        .unless(SIGNED_AFRESH),
                Case.of("A42", "a signature carries a third member beside id and value")
                        .refused(Refusal.METADATA_ENVELOPE)
                        .by(charger -> edit(charger, "\"}]", "\",\"x\":\"\"}]"))
                        .unless(
                                "the signed part carries a member that nobody asks for",
                                charger -> charger.editTargets("{\"_type\"", "{\"X\":1,\"_type\"")),
                Case.of("A43", "the value of a signature stands before its key id")
                        .refused(Refusal.METADATA_ENVELOPE)
                        .by(SpellingAttacks::valueFirst)
                        .unless(SIGNED_AFRESH),
                Case.of("A44", "the signed part stands before the signatures")
                        .refused(Refusal.METADATA_ENVELOPE)
                        .by(SpellingAttacks::signedFirst)
                        .unless(SIGNED_AFRESH),
                Case.of("A45", "a space stands between two signatures")
                        .refused(Refusal.METADATA_ENVELOPE)
                        .by(charger -> edit(charger, "},{\"keyid\"", "}, {\"keyid\""))
                        .unless(SIGNED_AFRESH));
    }

    private static void shortenId(Charger charger) throws Exception {
        String id = charger.keys().targets(ED25519).key().id();
        edit(charger, "\"" + id, "\"" + id.substring(1));
    }

    private static void valueFirst(Charger charger) throws Exception {
        Signed.Signature one = charger.targets().by(charger.keys().targets(ED25519));
        String id = "\"keyid\":\"" + one.keyId() + "\"";
        String value = "\"sig\":\"" + one.value() + "\"";
        edit(charger, id + "," + value, value + "," + id);
    }

    private static void signedFirst(Charger charger) throws Exception {
        Signed good = charger.targets();
        String file = new String(good.bytes(), StandardCharsets.ISO_8859_1);
        String signatures = file.substring(1, file.indexOf(",\"signed\":"));
        String swapped = "{\"signed\":" + good.text() + "," + signatures + "}";
        charger.targets(swapped.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Replaces a part of the whole file, outside of what is signed.
    private static void edit(Charger charger, String part, String by) throws Exception {
        String file = new String(charger.targets().bytes(), StandardCharsets.ISO_8859_1);
        if (!file.contains(part)) {
            throw new IllegalArgumentException("the file does not hold " + part);
        }
        charger.targets(file.replace(part, by).getBytes(StandardCharsets.ISO_8859_1));
    }
}
