package stanchion.journal;

import java.util.Arrays;

/// Bits, the most significant first; the last byte is filled with zeros.
final class BitWriter {
    private byte[] bytes = new byte[1024];
    private int length;

    /// Bits that do not fill a byte yet, the latest lowest.
    private long pending;

    private int pendingCount;

    /// @param count 0…32, of the lowest bits of `value`
    void put(int value, int count) {
        pending = (pending << count) | (value & ((1L << count) - 1));
        pendingCount += count;
        while (pendingCount >= Byte.SIZE) {
            pendingCount -= Byte.SIZE;
            append((byte) (pending >>> pendingCount));
        }
    }

    byte[] bytes() {
        if (pendingCount > 0) {
            put(0, Byte.SIZE - pendingCount);
        }
        return Arrays.copyOf(bytes, length);
    }

    private void append(byte next) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        bytes[length] = next;
        length++;
    }
}
