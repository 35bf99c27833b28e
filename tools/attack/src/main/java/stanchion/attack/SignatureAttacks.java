package stanchion.attack;

import static stanchion.boot.Algorithm.ED25519;
import static stanchion.boot.Algorithm.ML_DSA_65;

import java.util.List;
import stanchion.boot.Refusal;

/// Group A: signatures that are altered, missing, somebody else's, or not what they seem.
final class SignatureAttacks {
    private static final Twin SIGNED_AFRESH =
            new Twin(
                    "the same targets, signed afresh by both keys",
                    charger -> charger.signTargets(charger.targets().text()));

    private SignatureAttacks() {}

    static List<Case> cases() {
        return List.of(
                Case.of("A01", "one bit of the Ed25519 signature is flipped")
                        .refused(Refusal.SIGNATURE_INVALID)
                        .by(charger ->
                                charger.targets(
                                        charger.targets()
                                                .with(
                                                        charger.keys().targets(ED25519),
                                                        Alter.flipHex(7))))
                        .unless(SIGNED_AFRESH),
                Case.of("A02", "one bit of the ML-DSA-65 signature is flipped")
                        .refused(Refusal.SIGNATURE_INVALID)
                        .by(charger ->
                                charger.targets(
                                        charger.targets()
                                                .with(
                                                        charger.keys().targets(ML_DSA_65),
                                                        Alter.flipHex(1000))))
                        .unless(SIGNED_AFRESH),
                Case.of("A03", "the epoch in the signed part is raised under the old signatures")
                        .refused(Refusal.SIGNATURE_INVALID)
                        .by(charger ->
                                charger.targets(
                                        charger.targets()
                                                .replace(
                                                        "\"security_epoch\":0",
                                                        "\"security_epoch\":1")))
                        .unless(
                                "the epoch is raised and the targets are signed again",
                                charger ->
                                        charger.editTargets(
                                                "\"security_epoch\":0", "\"security_epoch\":1")));
    }
}
