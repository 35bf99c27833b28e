package stanchion.journal;

import java.nio.ByteBuffer;

/// Takes the bits that [BitWriter] wrote; behind the last byte there are zeros.
final class BitReader {
    private final ByteBuffer bytes;
    private long pending;
    private int pendingCount;

    BitReader(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /// @param count 0…32
    int take(int count) {
        while (pendingCount < count) {
            int next = bytes.hasRemaining() ? Byte.toUnsignedInt(bytes.get()) : 0;
            pending = (pending << Byte.SIZE) | next;
            pendingCount += Byte.SIZE;
        }
        pendingCount -= count;
        return (int) ((pending >>> pendingCount) & ((1L << count) - 1));
    }
}
