package stanchion.attack;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import stanchion.boot.Refusal;

/// Group B, second part: what well-formed, well-signed metadata says.
final class FieldAttacks {
    private static final String BOARD = "board.conf";
    private static final String MAIN = "canary.charger/canary.charger.Main";
    private static final int MOST_TARGETS = 256;

    private FieldAttacks() {}

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>(types());
        cases.addAll(names());
        cases.addAll(targets());
        cases.addAll(release());
        return cases;
    }

    private static List<Case> types() {
        return List.of(
                type("B43", "the metadata is of a type that nobody knows", "rubbish"),
                type("B44", "the metadata says that it is a list of mirrors", "mirrors"),
                type("B45", "the type is spelled with a capital", "Targets"),
                specification("B46", "the metadata follows a specification of tomorrow", "2.0.0"),
                specification("B47", "the metadata follows TUF 1.1", "1.1.0"),
                specification("B48", "the specification lacks its third number", "1.0"));
    }

    private static Case type(String id, String sentence, String type) {
        String good = "\"_type\":\"targets\"";
        return Case.of(id, sentence)
                .refused(Refusal.METADATA_TYPE)
                .by(charger -> charger.editTargets(good, good.replace("targets", type)))
                .unless("the type is targets", charger -> charger.editTargets(good, good));
    }

    private static Case specification(String id, String sentence, String version) {
        return Case.of(id, sentence)
                .refused(Refusal.METADATA_TYPE)
                .by(charger -> charger.editTargets("\"1.0.31\"", "\"" + version + "\""))
                .unless(
                        "it follows another edition of TUF 1.0",
                        charger -> charger.editTargets("\"1.0.31\"", "\"1.0.99\""));
    }

    private static List<Case> names() {
        return List.of(
                name("B49", "a target's name leads out of the slot", "../x", "x"),
                name("B50", "a target's name is an absolute path", "/etc/x", "etc-x"),
                name("B51", "a target's name leads into a folder", "a/b", "a-b"),
                name("B52", "a target is called .", ".", "x."),
                name("B53", "a target is called ..", "..", "x.."),
                name("B54", "a target's name begins with a dot", ".hidden", "hidden"),
                name("B55", "a target's name begins like an option", "-x.jar", "x-.jar"),
                name("B56", "a target's name is empty", "", "x"),
                name("B57", "a target's name has 129 characters", "x".repeat(129), "x".repeat(128)),
                name("B58", "a target's name holds a space", "a b", "a_b"),
                name("B59", "a target's name would end a module path's entry", "a:b", "a+b"),
                name("B60", "a target's name holds a wild card", "a*", "a"),
                name(
                        "B61",
                        "a target's name hides a path in percent signs",
                        "%2e%2e%2fx",
                        "2e2e2fx"),
                name("B62", "targets.json is a target of itself", "targets.json", "targets.jsn"),
                Case.of("B63", "a target's name is not ASCII")
                        .refused(Refusal.METADATA_SYNTAX)
                        .by(charger -> rename(charger, "\u00c3\u00a4"))
                        .unless("its name is ASCII", charger -> renameWithFile(charger, "a")),
                Case.of("B64", "a target's name holds a backslash")
                        .refused(Refusal.METADATA_SYNTAX)
                        .by(charger -> rename(charger, "a\\b"))
                        .unless(
                                "its name holds a dash",
                                charger -> renameWithFile(charger, "a-b")));
    }

    private static Case name(String id, String sentence, String bad, String good) {
        String shown = good.length() > 20 ? good.length() + " characters long" : good;
        return Case.of(id, sentence)
                .refused(Refusal.TARGET_NAME)
                .by(charger -> rename(charger, bad))
                .unless("its name is " + shown, charger -> renameWithFile(charger, good));
    }

    private static void rename(Charger charger, String name) throws Exception {
        String text = charger.targets().text();
        Map<String, String> targets = TargetList.read(text);
        targets.put(name, String.valueOf(targets.remove(BOARD)));
        charger.signTargets(TargetList.write(text, targets));
    }

    private static void renameWithFile(Charger charger, String name) throws Exception {
        rename(charger, name);
        Files.move(charger.slotA().resolve(BOARD), charger.slotA().resolve(name));
    }

    private static List<Case> targets() {
        return List.of(
                Case.of("B65", "no target at all")
                        .refused(Refusal.METADATA_FIELDS)
                        .by(charger -> list(charger, new TreeMap<>()))
                        .unless("all targets", FieldAttacks::listAgain),
                Case.of("B66", "257 targets")
                        .refused(Refusal.METADATA_FIELDS)
                        .by(charger -> multiply(charger, MOST_TARGETS + 1))
                        .unless("256 targets", charger -> multiply(charger, MOST_TARGETS)),
                Case.of("B67", "a target longer than 256 MiB")
                        .refused(Refusal.METADATA_FIELDS)
                        .by(charger -> lengthen(charger, (256L << 20) + 1))
                        .unless("a target of its own length", FieldAttacks::listAgain),
                Case.of("B68", "targets of more than 512 MiB together")
                        .refused(Refusal.METADATA_FIELDS)
                        .by(FieldAttacks::lengthenAll)
                        .unless("targets of their own lengths", FieldAttacks::listAgain),
                Case.of("B69", "a digest is spelled in capital digits")
                        .refused(Refusal.METADATA_FIELDS)
                        .by(charger -> digest(charger, hex -> hex.toUpperCase(Locale.ROOT)))
                        .unless("a digest in small digits", charger -> digest(charger, hex -> hex)),
                Case.of("B70", "a digest lacks two digits")
                        .refused(Refusal.METADATA_FIELDS)
                        .by(charger -> digest(charger, Alter.cut(1)))
                        .unless("a digest of all digits", charger -> digest(charger, hex -> hex)),
                edited(
                        "B71",
                        "a target is of no known use",
                        new Edit("\"use\":\"data\"", "\"use\":\"root\""),
                        new Edit("\"use\":\"data\"", "\"use\":\"data\"")));
    }

    private static void list(Charger charger, Map<String, String> targets) throws Exception {
        charger.signTargets(TargetList.write(charger.targets().text(), targets));
    }

    private static void listAgain(Charger charger) throws Exception {
        list(charger, TargetList.read(charger.targets().text()));
    }

    private static void multiply(Charger charger, int count) throws Exception {
        Map<String, String> targets = TargetList.read(charger.targets().text());
        for (int i = 0; targets.size() < count; i++) {
            targets.put("copy-" + i, String.valueOf(targets.get(BOARD)));
            Files.copy(charger.slotA().resolve(BOARD), charger.slotA().resolve("copy-" + i));
        }
        list(charger, targets);
    }

    private static void lengthen(Charger charger, long length) throws Exception {
        Map<String, String> targets = TargetList.read(charger.targets().text());
        targets.computeIfPresent(BOARD, (name, json) -> lengthen(json, length));
        list(charger, targets);
    }

    private static void lengthenAll(Charger charger) throws Exception {
        Map<String, String> targets = TargetList.read(charger.targets().text());
        targets.replaceAll((name, json) -> lengthen(json, 200L << 20));
        list(charger, targets);
    }

    private static String lengthen(String json, long length) {
        return json.replaceFirst("\"length\":\\d+", "\"length\":" + length);
    }

    private static void digest(Charger charger, UnaryOperator<String> spelling) throws Exception {
        String json = String.valueOf(TargetList.read(charger.targets().text()).get(BOARD));
        String name = "\"sha256\":\"";
        int from = json.indexOf(name) + name.length();
        String good = json.substring(from, json.indexOf('"', from));
        charger.editTargets(good, spelling.apply(good));
    }

    private record Edit(String part, String by) {}

    private static Case edited(String id, String sentence, Edit bad, Edit good) {
        return Case.of(id, sentence)
                .refused(Refusal.METADATA_FIELDS)
                .by(charger -> charger.editTargets(bad.part, bad.by))
                .unless("instead: " + good.by, charger -> charger.editTargets(good.part, good.by));
    }

    private static List<Case> release() {
        Edit other = new Edit("\"firmware\":\"1.0.0\"", "\"firmware\":\"1.0.1+rc-2\"");
        Edit nativeAccess =
                new Edit("\"native_access\":[]", "\"native_access\":[\"canary.charger\"]");
        return List.of(
                edited(
                        "B72",
                        "the version's name holds a line end in disguise",
                        new Edit("\"firmware\":\"1.0.0\"", "\"firmware\":\"1.0.0 BOOT\""),
                        other),
                edited(
                        "B73",
                        "a main class brings an option of the launcher with it",
                        new Edit(MAIN, MAIN + " -javaagent:x"),
                        new Edit(MAIN, MAIN)),
                edited(
                        "B74",
                        "a main class without a module",
                        new Edit(MAIN, "canary.charger.Main"),
                        new Edit(MAIN, MAIN)),
                edited(
                        "B75",
                        "a main class with a third part",
                        new Edit(MAIN, MAIN + "/x"),
                        new Edit(MAIN, MAIN)),
                edited(
                        "B76",
                        "a main class that begins like an option",
                        new Edit(MAIN, "-jar/x"),
                        new Edit(MAIN, MAIN)),
                edited(
                        "B77",
                        "native access for two modules in one word",
                        new Edit("\"native_access\":[]", "\"native_access\":[\"a,ALL-UNNAMED\"]"),
                        nativeAccess),
                edited(
                        "B78",
                        "the Java build holds a quotation of the argument file",
                        new Edit("\"jre\":\"", "\"jre\":\"@"),
                        other),
                edited(
                        "B79",
                        "the files' time lies past the year 36,000",
                        new Edit("\"modified\":", "\"modified\":1099511627777,\"modifiee\":"),
                        new Edit("\"modified\":", "\"modifiec\":1099511627777,\"modified\":")),
                edited(
                        "B80",
                        "hardware for seventeen boards",
                        new Edit("\"hardware\":[", "\"hardware\":[" + "\"other\",".repeat(16)),
                        new Edit("\"hardware\":[", "\"hardware\":[" + "\"other\",".repeat(15))),
                edited(
                        "B81",
                        "what the maker says of the version is a text",
                        new Edit("\"x-stanchion\":", "\"x-stanchion\":\"\",\"x-stanchioo\":"),
                        new Edit("\"x-stanchion\":", "\"x-stanchiom\":\"\",\"x-stanchion\":")));
    }
}
