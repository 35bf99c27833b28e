package stanchion.boot;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import stanchion.boot.Maker.Signing;

/// The chain of roots. One line is one file of the trust folder, `WAY NAME BYTES`:
///
/// ```text
/// r 1.root.json FILE    these bytes
/// s 1.root.json S       signed by the fuzzer's maker
/// l 2.root.json S       signed with the maker's later keys
/// b 2.root.json S       signed with both
/// ```
///
/// The OTP vouches for whatever stands in `1.root.json`: that check has no parser.
public final class FuzzRoots {
    private static final int MOST_LINES = 40;
    private static final List<Signing> BOTH =
            List.of(
                    FuzzMaker.KEYS.get(0),
                    FuzzMaker.KEYS.get(1),
                    FuzzMaker.LATER_KEYS.get(0),
                    FuzzMaker.LATER_KEYS.get(1));

    private FuzzRoots() {}

    /// What the fuzzer calls.
    public static void fuzzerTestOneInput(byte[] input) {
        FuzzBounds.hold(() -> accepts(input));
    }

    /// Whether the chain is followed to its end.
    ///
    /// @throws AssertionError when a root counts that nobody signed, or one was left out
    static boolean accepts(byte[] input) {
        MemoryFolder trust = new MemoryFolder();
        Set<String> signed = new HashSet<>();
        for (String line : FuzzLines.of(input, MOST_LINES)) {
            String[] words = line.split(" ", 3);
            if (words.length == 3) {
                put(trust, words, signed);
            }
        }
        try {
            byte[] otp = Key.sha256(trust.content("1.root.json"));
            check(RootChain.follow(otp, trust), trust, signed);
            return true;
        } catch (Refused refused) {
            FuzzBounds.checkLine(refused.verdict().detail());
            return false;
        }
    }

    private static void put(MemoryFolder trust, String[] words, Set<String> signed) {
        byte[] bytes =
                switch (words[0]) {
                    case "s" -> Maker.sign(words[2], FuzzMaker.KEYS);
                    case "l" -> Maker.sign(words[2], FuzzMaker.LATER_KEYS);
                    case "b" -> Maker.sign(words[2], BOTH);
                    default -> Maker.ascii(words[2]);
                };
        if (!words[0].equals("r")) {
            signed.add(Hex.of(Key.sha256(bytes)));
        }
        trust.put(words[1], bytes);
    }

    private static void check(Root newest, MemoryFolder trust, Set<String> signed) {
        if (!newest.root().hybrid() || !newest.targets().hybrid()) {
            throw new AssertionError("one algorithm alone would do");
        }
        if (newest.version() != trust.files().size()) {
            throw new AssertionError("the chain ends at " + newest.version());
        }
        for (byte[] file : trust.files().values()) {
            if (!signed.contains(Hex.of(Key.sha256(file)))) {
                throw new AssertionError("a root nobody signed is accepted");
            }
        }
    }
}
