package stanchion.boot;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The readers of metadata, before and behind the signature. The first byte says which:
///
/// ```text
/// f FILE     a whole file, held against targets whose signatures nobody can make again
/// t S        targets, signed by the fuzzer's maker
/// r S        a root, read as if its signatures held
/// x S        what a release says of itself
/// n NAME S   one target under its name
/// else       any value of JSON
/// ```
public final class FuzzMetadata {
    private static final Root ROOT = FuzzMaker.root();
    private static final byte[] GOOD = good();

    private FuzzMetadata() {}

    /// What the fuzzer calls.
    public static void fuzzerTestOneInput(byte[] input) {
        FuzzBounds.hold(() -> accepts(input));
    }

    /// Whether the readers accept it.
    ///
    /// @throws AssertionError when they accept what they must not
    static boolean accepts(byte[] input) {
        if (input.length == 0) {
            return false;
        }
        try {
            read(input[0], Arrays.copyOfRange(input, 1, input.length));
            return true;
        } catch (Refused refused) {
            FuzzBounds.checkLine(refused.verdict().detail());
            return false;
        }
    }

    private static void read(byte way, byte[] bytes) throws Refused {
        switch (way) {
            case 'f' -> file(bytes);
            case 't' -> Targets.verify(ROOT, signed(bytes));
            case 'r' -> Root.read(JsonReader.read(bytes, 0, bytes.length));
            case 'x' -> Release.read(Fields.of("x", JsonReader.read(bytes, 0, bytes.length)));
            case 'n' -> target(bytes);
            default -> value(bytes);
        }
    }

    private static void file(byte[] bytes) throws Refused {
        Targets.verify(ROOT, bytes);
        if (!Arrays.equals(bytes, GOOD)) {
            throw new AssertionError("a file nobody signed is accepted");
        }
    }

    private static byte[] signed(byte[] bytes) {
        String signed = new String(bytes, StandardCharsets.ISO_8859_1);
        return Maker.sign(signed, FuzzMaker.KEYS.subList(0, 1));
    }

    private static void target(byte[] bytes) throws Refused {
        int space = 0;
        while (space < bytes.length && bytes[space] != ' ') {
            space++;
        }
        String name = new String(bytes, 0, space, StandardCharsets.ISO_8859_1);
        int from = Math.min(space + 1, bytes.length);
        Target.read(name, Fields.of("target", JsonReader.read(bytes, from, bytes.length)));
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._+-]{0,127}") || name.equals(Targets.FILE)) {
            throw new AssertionError("a target may be called " + name);
        }
    }

    /// What is read can be written, and reads as the same again.
    private static void value(byte[] bytes) throws Refused {
        Json value = JsonReader.read(bytes, 0, bytes.length);
        byte[] written = CanonicalJson.bytes(value);
        if (!JsonReader.read(written, 0, written.length).equals(value)) {
            throw new AssertionError("the canonical form reads as another value");
        }
    }

    static byte[] good() {
        BenchCharger charger = new BenchCharger();
        return signed(Maker.ascii(charger.goodTargets()));
    }
}
