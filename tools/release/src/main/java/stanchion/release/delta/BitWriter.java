package stanchion.release.delta;

import java.io.ByteArrayOutputStream;
import stanchion.update.delta.BitCoder;

/// The writing end of the arithmetic coder.
final class BitWriter implements BitCoder {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int low;
    private int high = -1;

    @Override
    public int code(int bit, int one) {
        long range = Integer.toUnsignedLong(high) - Integer.toUnsignedLong(low);
        int middle = low + (int) ((range * one) >>> PRECISION);
        if (bit == 1) {
            high = middle;
        } else {
            low = middle + 1;
        }
        while ((low ^ high) >>> 24 == 0) {
            out.write(high >>> 24);
            low <<= 8;
            high = high << 8 | 0xff;
        }
        return bit;
    }

    /// Everything written, with as few bytes at the end as tell the last bit.
    byte[] finish() {
        // The shortest value between low and high whose other bytes are zero.
        for (int kept = 0; kept <= Integer.BYTES; kept++) {
            int zeros = Integer.SIZE - 8 * kept;
            long step = 1L << zeros;
            long value = (Integer.toUnsignedLong(low) + step - 1) / step * step;
            if (value <= Integer.toUnsignedLong(high)) {
                for (int i = 0; i < kept; i++) {
                    out.write((int) (value >>> (24 - 8 * i)));
                }
                return out.toByteArray();
            }
        }
        throw new IllegalStateException("the interval is empty");
    }
}
