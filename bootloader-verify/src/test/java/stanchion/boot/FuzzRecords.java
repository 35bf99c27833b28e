package stanchion.boot;

import java.util.Arrays;

/// Slot records. The first byte says how the rest becomes one:
///
/// ```text
/// m BYTES   up to the MAC, which is made to hold: the codec behind it is reached
/// else      the whole record
/// ```
public final class FuzzRecords {
    private static final byte[] KEY = Key.sha256(new byte[1]);
    private static final int MAC_BYTES = 32;

    private FuzzRecords() {}

    /// What the fuzzer calls.
    public static void fuzzerTestOneInput(byte[] input) {
        FuzzBounds.hold(() -> accepts(input));
    }

    /// Whether it is a record.
    ///
    /// @throws AssertionError when one is accepted that has another byte form, or no MAC of this
    ///   key
    static boolean accepts(byte[] input) {
        if (input.length == 0) {
            return false;
        }
        byte[] rest = Arrays.copyOfRange(input, 1, input.length);
        byte[] bytes = input[0] == 'm' ? authentic(rest) : rest;
        return SlotRecord.read(bytes, KEY).map(record -> check(record, bytes)).orElse(false);
    }

    private static boolean check(SlotRecord record, byte[] bytes) {
        if (!Arrays.equals(record.bytes(KEY), bytes)) {
            throw new AssertionError("a record has two byte forms: " + record);
        }
        if (SlotRecord.read(bytes, Key.sha256(KEY)).isPresent()) {
            throw new AssertionError("the MAC holds under another key");
        }
        BootOrder order = BootOrder.of(new SlotRecords.Newest(record, 0));
        if (order.steps().size() > 2) {
            throw new AssertionError("more than two steps: " + order);
        }
        return true;
    }

    private static byte[] authentic(byte[] bytes) {
        byte[] record = Arrays.copyOf(bytes, bytes.length + MAC_BYTES);
        System.arraycopy(HmacSha256.of(KEY, bytes), 0, record, bytes.length, MAC_BYTES);
        return record;
    }

    /// A record with two states, whole, and without its MAC.
    static byte[] seed(SlotState a, SlotState b) {
        byte[] whole = new SlotRecord(1, Slot.A, a, b).bytes(KEY);
        byte[] seed = Arrays.copyOf(whole, whole.length + 1);
        System.arraycopy(whole, 0, seed, 1, whole.length);
        seed[0] = 'w';
        return seed;
    }
}
