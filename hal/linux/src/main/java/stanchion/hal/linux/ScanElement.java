package stanchion.hal.linux;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How one channel stands in a scan of an IIO buffer, as its `type` attribute says it:
/// `be:s24/32>>8` is a big-endian signed value of 24 bits in 32, after 8 bits of padding.
///
/// @param order of the bytes
/// @param signed whether the value has a sign
/// @param bits of the value
/// @param bytes of its storage: 1, 2, 4 or 8
/// @param shift bits of padding below the value
record ScanElement(ByteOrder order, boolean signed, int bits, int bytes, int shift) {
    private static final Pattern TYPE =
            Pattern.compile("(be|le):([su])(\\d+)/(8|16|32|64)(?:>>(\\d+))?");

    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

    /// Reads a `type` attribute.
    ///
    /// @throws IOException when it is none, or repeats a value, which no converter of ours does
    static ScanElement parse(String type) throws IOException {
        Matcher matched = TYPE.matcher(type);
        if (!matched.matches()) {
            throw new IOException(
                    "'" + type + "' is no scan type, [be|le]:[s|u]BITS/STORAGE>>SHIFT is");
        }
        int bits = Integer.parseInt(matched.group(3));
        int storage = Integer.parseInt(matched.group(4));
        int shift = matched.group(5) == null ? 0 : Integer.parseInt(matched.group(5));
        if (bits == 0 || bits + shift > storage) {
            throw new IOException("scan type '" + type + "': " + bits + " bits do not fit");
        }
        return new ScanElement(
                matched.group(1).equals("be") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
                matched.group(2).equals("s"),
                bits,
                storage / Byte.SIZE,
                shift);
    }

    /// The value at a place of a buffer.
    long value(MemorySegment buffer, long at) {
        int unused = Long.SIZE - bits;
        long raw = stored(buffer, at) >>> shift << unused;
        return signed ? raw >> unused : raw >>> unused;
    }

    private long stored(MemorySegment buffer, long at) {
        boolean turned = order != ByteOrder.nativeOrder();
        return switch (bytes) {
            case 1 -> buffer.get(ValueLayout.JAVA_BYTE, at);
            case 2 -> {
                short value = buffer.get(SHORT, at);
                yield turned ? Short.reverseBytes(value) : value;
            }
            case 4 -> {
                int value = buffer.get(INT, at);
                yield turned ? Integer.reverseBytes(value) : value;
            }
            default -> {
                long value = buffer.get(LONG, at);
                yield turned ? Long.reverseBytes(value) : value;
            }
        };
    }
}
