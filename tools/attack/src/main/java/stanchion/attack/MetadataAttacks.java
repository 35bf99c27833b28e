package stanchion.attack;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import stanchion.boot.Refusal;

/// Group B, first part: the form of metadata that is signed by the right keys.
final class MetadataAttacks {
    private static final String VERSION = "\"version\":1";
    private static final String EPOCH = "\"security_epoch\":0";
    private static final int LARGEST = 256 * 1024;
    private static final int DEEPEST = 16;
    private static final Twin ANOTHER_VERSION =
            new Twin(
                    "the same number as a plain one, signed",
                    charger -> charger.editTargets(VERSION, "\"version\":9007"));
    private static final Twin UNTOUCHED =
            new Twin(
                    "the same bytes are written again as they were",
                    charger -> charger.targets(charger.targets().bytes()));

    private MetadataAttacks() {}

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>(members());
        cases.addAll(texts());
        cases.addAll(numbers());
        cases.addAll(extent());
        cases.addAll(around());
        return cases;
    }

    private static List<Case> members() {
        return List.of(
                Case.of("B01", "a member of the signed part stands there twice")
                        .refused(Refusal.METADATA_SYNTAX)
                        .by(charger -> charger.editTargets(VERSION, VERSION + "," + VERSION))
                        .unless(ANOTHER_VERSION),
                Case.of("B02", "a target stands there twice")
                        .refused(Refusal.METADATA_SYNTAX)
                        .by(MetadataAttacks::doubleTarget)
                        .unless(
                                "a target is added under another name, with its file",
                                MetadataAttacks::addTarget),
                Case.of("B03", "the members of the signed part are not in ascending order")
                        .refused(Refusal.METADATA_NOT_CANONICAL)
                        .by(charger -> charger.editTargets("{\"_type\"", "{\"z\":1,\"_type\""))
                        .unless(
                                "the same member at the place of its name",
                                charger -> charger.editTargets("{\"_type\"", "{\"Z\":1,\"_type\"")),
                Case.of("B04", "the members of a target are not in ascending order")
                        .refused(Refusal.METADATA_NOT_CANONICAL)
                        .by(charger -> charger.editTargets("\"length\":", "\"a\":1,\"length\":"))
                        .unless(
                                "a member at the place of its name",
                                charger ->
                                        charger.editTargets("\"length\":", "\"k\":1,\"length\":")),
                Case.of("B05", "a space stands after a comma")
                        .refused(Refusal.METADATA_SYNTAX)
                        .by(charger -> charger.editTargets("," + VERSION, ", " + VERSION))
                        .unless(
                                "a space stands within a text that may hold one",
                                charger -> charger.editTargets("Z\",\"spec", " Z\",\"spec")),
                Case.of("B06", "a line ends within the signed part")
                        .refused(Refusal.METADATA_SYNTAX)
                        .by(charger -> charger.editTargets("," + VERSION, ",\n" + VERSION))
                        .unless(ANOTHER_VERSION),
                Case.of("B07", "a comma stands after the last member")
                        .refused(Refusal.METADATA_SYNTAX)
                        .by(charger -> sign(charger, text -> cut(text) + ",}"))
                        .unless(
                                "a member stands after that comma",
                                charger -> sign(charger, text -> cut(text) + ",\"z\":1}")));
    }

    private static String cut(String text) {
        return text.substring(0, text.length() - 1);
    }

    private static String board(Charger charger) throws Exception {
        String text = charger.targets().text();
        int from = text.indexOf("\"board.conf\":");
        return text.substring(from, text.indexOf("\"charger.jar\"", from));
    }

    private static void doubleTarget(Charger charger) throws Exception {
        charger.editTargets(board(charger), board(charger) + board(charger));
    }

    private static void addTarget(Charger charger) throws Exception {
        String added = board(charger).replace("board.conf", "board.copy");
        charger.editTargets(board(charger), board(charger) + added);
        Files.copy(charger.slotA().resolve("board.conf"), charger.slotA().resolve("board.copy"));
    }

    private interface Edit {
        String of(String text);
    }

    private static void sign(Charger charger, Edit edit) throws Exception {
        charger.signTargets(edit.of(charger.targets().text()));
    }

    private static List<Case> texts() {
        return List.of(
                Case.of("B08", "a letter of a name is written as an escape")
                        .refused(Refusal.METADATA_SYNTAX)
                        .by(charger ->
                                charger.editTargets("\"board.conf\"", "\"board.c\\u006fnf\""))
                        .unless(UNTOUCHED),
                Case.of("B09", "a slash in a text is escaped")
                        .refused(Refusal.METADATA_SYNTAX)
                        .by(charger -> charger.editTargets("charger/canary", "charger\\/canary"))
                        .unless(UNTOUCHED),
                Case.of("B10", "a NUL stands in a text")
                        .refused(Refusal.METADATA_SYNTAX)
                        .by(charger -> charger.editTargets("Z\",\"spec", "Z\0\",\"spec"))
                        .unless(
                                "another character stands there",
                                charger -> charger.editTargets("Z\",\"spec", "Z0\",\"spec")),
                Case.of("B11", "a letter outside of ASCII stands in a text")
                        .refused(Refusal.METADATA_SYNTAX)
                        .by(charger -> charger.editTargets("Z\",\"spec", "Z\u00c3\u00a4\",\"spec"))
                        .unless(
                                "a letter of ASCII stands there",
                                charger -> charger.editTargets("Z\",\"spec", "Za\",\"spec")),
                Case.of("B12", "a member is null")
                        .refused(Refusal.METADATA_SYNTAX)
                        .by(charger -> charger.editTargets("{\"_type\"", "{\"Z\":null,\"_type\""))
                        .unless(
                                "the member is a flag",
                                charger ->
                                        charger.editTargets("{\"_type\"", "{\"Z\":true,\"_type\"")),
                Case.of("B13", "a comment stands in the signed part")
                        .refused(Refusal.METADATA_SYNTAX)
                        .by(charger -> charger.editTargets("," + VERSION, ",/**/" + VERSION))
                        .unless(UNTOUCHED));
    }

    private static List<Case> numbers() {
        return List.of(
                number("B14", "the version is a fraction", "1.0", Refusal.METADATA_SYNTAX),
                number("B15", "the version has an exponent", "1e0", Refusal.METADATA_SYNTAX),
                number("B16", "the version is negative", "-1", Refusal.METADATA_SYNTAX),
                number("B17", "the version is minus zero", "-0", Refusal.METADATA_SYNTAX),
                number(
                        "B18",
                        "the version begins with a zero",
                        "01",
                        Refusal.METADATA_NOT_CANONICAL),
                number("B19", "the version has a plus", "+1", Refusal.METADATA_SYNTAX),
                number("B20", "the version is hexadecimal", "0x1", Refusal.METADATA_SYNTAX),
                number("B21", "the version is 0", "0", Refusal.METADATA_FIELDS),
                number("B22", "the version is 2^31", "2147483648", Refusal.METADATA_FIELDS),
                number("B23", "the version is 2^53", "9007199254740992", Refusal.METADATA_SYNTAX),
                number(
                        "B24",
                        "the version is 2^64 + 1, which a careless reader takes for 1",
                        "18446744073709551617",
                        Refusal.METADATA_SYNTAX),
                number(
                        "B25",
                        "the version has 400 digits",
                        "1" + "0".repeat(399),
                        Refusal.METADATA_SYNTAX),
                number("B26", "the version is a text", "\"1\"", Refusal.METADATA_FIELDS),
                number("B27", "the version is a list", "[1]", Refusal.METADATA_FIELDS),
                Case.of("B28", "the epoch is 2^32, which 32 bits would take for 0")
                        .refused(Refusal.METADATA_FIELDS)
                        .by(charger -> charger.editTargets(EPOCH, "\"security_epoch\":4294967296"))
                        .unless(
                                "the epoch is the next one",
                                charger -> charger.editTargets(EPOCH, "\"security_epoch\":1")));
    }

    private static Case number(String id, String sentence, String version, Refusal cause) {
        return Case.of(id, sentence)
                .refused(cause)
                .by(charger -> charger.editTargets(VERSION, "\"version\":" + version))
                .unless(ANOTHER_VERSION);
    }

    private static List<Case> extent() {
        return List.of(
                Case.of("B29", "the signed part is nested 17 deep")
                        .refused(Refusal.METADATA_SYNTAX)
                        .by(charger -> nest(charger, DEEPEST + 1))
                        .unless("it is nested 16 deep", charger -> nest(charger, DEEPEST)),
                Case.of("B30", "the signed part is nested 100,000 deep")
                        .refused(Refusal.METADATA_SYNTAX)
                        .by(charger -> nest(charger, 100_000))
                        .unless("it is nested 15 deep", charger -> nest(charger, DEEPEST - 1)),
                Case.of("B31", "targets.json is one byte longer than 256 KiB")
                        .refused(Refusal.METADATA_SIZE)
                        .by(charger -> grow(charger, LARGEST + 1))
                        .unless("it is exactly 256 KiB", charger -> grow(charger, LARGEST)),
                Case.of("B32", "targets.json is empty")
                        .refused(Refusal.METADATA_ENVELOPE)
                        .by(charger -> charger.targets(new byte[0]))
                        .unless(UNTOUCHED),
                Case.of("B33", "targets.json ends in the middle of its signed part")
                        .refused(Refusal.METADATA_ENVELOPE)
                        .by(charger -> cutInto(charger, charger.targets().text().length() / 2))
                        .unless(UNTOUCHED),
                Case.of("B34", "targets.json ends where a nested object does")
                        .refused(Refusal.SIGNATURE_INVALID)
                        .by(charger -> cutInto(charger, 1))
                        .unless(UNTOUCHED));
    }

    /// A member that nobody asks for, so that the whole is nested so deep.
    private static void nest(Charger charger, int depth) throws Exception {
        String nested = "[".repeat(depth - 1) + "]".repeat(depth - 1);
        charger.editTargets("{\"_type\"", "{\"Z\":" + nested + ",\"_type\"");
    }

    private static void grow(Charger charger, int length) throws Exception {
        charger.editTargets("{\"_type\"", "{\"Z\":\"\",\"_type\"");
        int more = length - charger.targets().bytes().length;
        charger.editTargets("{\"Z\":\"\"", "{\"Z\":\"" + "z".repeat(more) + "\"");
    }

    /// Leaves out so many bytes at the end.
    private static void cutInto(Charger charger, int missing) throws Exception {
        byte[] good = charger.targets().bytes();
        charger.targets(Arrays.copyOf(good, good.length - missing));
    }

    private static List<Case> around() {
        return List.of(
                Case.of("B35", "a line end stands after the closing brace")
                        .refused(Refusal.METADATA_ENVELOPE)
                        .by(charger -> around(charger, "", "\n"))
                        .unless(UNTOUCHED),
                Case.of("B36", "a NUL stands after the closing brace")
                        .refused(Refusal.METADATA_ENVELOPE)
                        .by(charger -> around(charger, "", "\0"))
                        .unless(UNTOUCHED),
                Case.of("B37", "a second closing brace stands at the end")
                        .refused(Refusal.SIGNATURE_INVALID)
                        .by(charger -> around(charger, "", "}"))
                        .unless(UNTOUCHED),
                Case.of("B38", "a second whole file stands after the first")
                        .refused(Refusal.SIGNATURE_INVALID)
                        .by(charger -> around(charger, "", text(charger)))
                        .unless(UNTOUCHED),
                Case.of("B39", "a byte order mark stands at the beginning")
                        .refused(Refusal.METADATA_ENVELOPE)
                        .by(charger -> around(charger, "\u00ef\u00bb\u00bf", ""))
                        .unless(UNTOUCHED),
                Case.of("B40", "targets.json is written in 16-bit characters")
                        .refused(Refusal.METADATA_ENVELOPE)
                        .by(charger ->
                                charger.targets(text(charger).getBytes(StandardCharsets.UTF_16LE)))
                        .unless(UNTOUCHED),
                Case.of("B41", "signed bytes follow the signed object within the signed part")
                        .refused(Refusal.METADATA_SYNTAX)
                        .by(charger -> sign(charger, text -> text + text))
                        .unless(
                                "the object is signed alone",
                                charger -> sign(charger, text -> text)),
                Case.of("B42", "the signed part is a list around the object")
                        .refused(Refusal.METADATA_FIELDS)
                        .by(charger -> sign(charger, text -> "[" + text + "]"))
                        .unless(
                                "the object is signed alone",
                                charger -> sign(charger, text -> text)));
    }

    private static String text(Charger charger) throws Exception {
        return new String(charger.targets().bytes(), StandardCharsets.ISO_8859_1);
    }

    private static void around(Charger charger, String before, String after) throws Exception {
        String file = before + text(charger) + after;
        charger.targets(file.getBytes(StandardCharsets.ISO_8859_1));
    }
}
