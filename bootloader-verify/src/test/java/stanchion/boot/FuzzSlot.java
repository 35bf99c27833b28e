package stanchion.boot;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.TreeMap;

/// The check of a slot. One line is one entry of its folder, `WAY NAME BYTES`:
///
/// ```text
/// p NAME BYTES    a plain file
/// g NAME          the file as it was signed
/// t NAME S        S, signed by the maker: metadata of the fuzzer's own
/// o NAME          a link, folder, FIFO, socket or device
/// l NAME BYTES    a file with a second name
/// + NAME BYTES    a file that is one byte longer than the listing says
/// - NAME BYTES    one that is a byte shorter
/// ! NAME BYTES    one that cannot be opened
/// ~ NAME BYTES    one whose last byte cannot be read
/// . NAME          nothing more can be listed
/// ```
public final class FuzzSlot {
    private static final int MOST_LINES = 300;
    private static final BenchCharger CHARGER = charger();

    private FuzzSlot() {}

    /// What the fuzzer calls.
    public static void fuzzerTestOneInput(byte[] input) {
        FuzzBounds.hold(() -> accepts(input));
    }

    /// Whether the slot boots.
    ///
    /// @throws AssertionError when it does without being, file for file, what was signed
    static boolean accepts(byte[] input) {
        FuzzFolder slot = new FuzzFolder();
        for (String line : FuzzLines.of(input, MOST_LINES)) {
            String[] words = line.split(" ", 3);
            if (words.length > 1 && !words[0].isEmpty()) {
                slot.put(words[0].charAt(0), words[1], content(words));
            }
        }
        Map<String, ByteArrayOutputStream> copy = new TreeMap<>();
        Verdict verdict =
                new Verifier(CHARGER.host())
                        .judge(
                                slot,
                                (name, modified) ->
                                        copy.computeIfAbsent(
                                                name, n -> new ByteArrayOutputStream()));
        switch (verdict) {
            case Verdict.Refused refused -> FuzzBounds.checkLine(refused.detail());
            case Verdict.Boot boot -> check(slot, boot.targets(), copy);
        }
        return verdict instanceof Verdict.Boot;
    }

    private static byte[] content(String[] words) {
        String bytes = words.length > 2 ? words[2] : "";
        return switch (words[0]) {
            case "g" -> CHARGER.slot.content(words[1]);
            case "t" -> Maker.sign(bytes, FuzzMaker.KEYS);
            default -> Maker.ascii(bytes);
        };
    }

    private static void check(
            FuzzFolder slot, Targets targets, Map<String, ByteArrayOutputStream> copy) {
        if (!slot.isExactly(targets.files().keySet(), Targets.FILE)) {
            throw new AssertionError("the listing is not the signed one");
        }
        if (!copy.keySet().equals(targets.files().keySet())) {
            throw new AssertionError("the copy holds " + copy.keySet());
        }
        copy.forEach((name, bytes) -> check(name, bytes.toByteArray(), targets));
    }

    /// The maker may have signed two digests of two files; only the one a boot looks at counts.
    private static void check(String name, byte[] bytes, Targets targets) {
        Target target = targets.files().get(name);
        FileDigest kind = FileDigest.quicker();
        if (target == null
                || bytes.length != target.length()
                || !Hex.of(kind.begin().digest(bytes)).equals(kind.of(target))) {
            throw new AssertionError("the copy of " + name + " is not what was signed");
        }
    }

    /// A charger whose maker is the fuzzer's.
    private static BenchCharger charger() {
        BenchCharger charger = new BenchCharger();
        charger.provision(Maker.sign(FuzzMaker.root(1, FuzzMaker.KEYS), FuzzMaker.KEYS));
        charger.slot.put("targets.json", Maker.sign(charger.goodTargets(), FuzzMaker.KEYS));
        return charger;
    }
}
