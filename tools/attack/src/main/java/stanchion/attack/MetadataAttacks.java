package stanchion.attack;

import java.util.List;
import stanchion.boot.Refusal;

/// Group B: metadata that is signed by the right keys, and is not what a reader may accept.
final class MetadataAttacks {
    private MetadataAttacks() {}

    static List<Case> cases() {
        return List.of(
                Case.of("B01", "a member of the signed part stands there twice")
                        .refused(Refusal.METADATA_SYNTAX)
                        .by(charger ->
                                charger.editTargets("\"version\":1", "\"version\":1,\"version\":1"))
                        .unless(
                                "the member stands there once, with another value",
                                charger -> charger.editTargets("\"version\":1", "\"version\":2")),
                Case.of("B02", "a space after a comma of the signed part")
                        .refused(Refusal.METADATA_SYNTAX)
                        .by(charger -> charger.editTargets(",\"version\"", ", \"version\""))
                        .unless(
                                "a space within a text that may hold one",
                                charger -> charger.editTargets("Z\",\"spec", " Z\",\"spec")));
    }
}
