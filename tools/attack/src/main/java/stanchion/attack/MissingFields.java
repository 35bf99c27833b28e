package stanchion.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import stanchion.boot.Refusal;

/// Group B, third part: each member that a reader needs, under another name.
final class MissingFields {
    private static final int FIRST = 82;

    /// A member.
    ///
    /// @param before what stands right before its name, to tell it from others of the same name
    private record Member(String before, String name) {}

    private static final List<Member> MEMBERS =
            List.of(
                    new Member("{", "_type"),
                    new Member(",", "spec_version"),
                    new Member(",", "version"),
                    new Member(",", "expires"),
                    new Member(",", "targets"),
                    new Member(",", "x-stanchion"),
                    new Member(",", "firmware"),
                    new Member(",", "security_epoch"),
                    new Member(",", "hardware"),
                    new Member(",", "jre"),
                    new Member(",", "modified"),
                    new Member("{", "charger"),
                    new Member(",", "gateway"),
                    new Member("\"charger\":{", "main"),
                    new Member("\"gateway\":{", "main"),
                    new Member("canary.charger.Main\",", "native_access"),
                    new Member("canary.gateway.Main\",", "native_access"),
                    new Member("\"board.conf\":{", "custom"),
                    new Member("\"board.conf\":{\"custom\":{", "use"),
                    new Member("\"use\":\"data\"},", "hashes"),
                    new Member("\"use\":\"data\"},\"hashes\":{", "sha256"),
                    new Member(",", "sha512"),
                    new Member(",", "length"));

    private MissingFields() {}

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Member member : MEMBERS) {
            cases.add(missing(String.format(Locale.ROOT, "B%02d", FIRST + cases.size()), member));
        }
        return cases;
    }

    /// The other names sort next to the good one, so that the order of members stays canonical.
    private static Case missing(String id, Member member) {
        String name = member.name;
        String good = member.before + "\"" + name + "\":";
        String shorter = name.substring(0, name.length() - 1);
        String where = member.before.length() > 1 ? " after " + member.before : "";
        return Case.of(id, name + where + " is missing, " + name + "x stands in its place")
                .refused(Refusal.METADATA_FIELDS)
                .by(charger -> charger.editTargets(good, member.before + "\"" + name + "x\":"))
                .unless(
                        name + " is there, " + shorter + " stands before it",
                        charger ->
                                charger.editTargets(
                                        good,
                                        member.before + "\"" + shorter + "\":0,\"" + name + "\":"));
    }
}
