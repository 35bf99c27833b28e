package stanchion.update.delta;

import java.io.IOException;
import java.io.InputStream;

/// The reading end of the arithmetic coder: 32 bits wide, without carries. Up to four zero bytes at
/// the end of a stream are not sent.
final class BitReader implements BitCoder {
    private static final int NOT_SENT = 4;

    private final InputStream in;
    private int low;
    private int high = -1;
    private int value;
    private int beyond;

    BitReader(InputStream in) throws IOException, ContentException {
        this.in = in;
        for (int i = 0; i < Integer.BYTES; i++) {
            value = value << 8 | next();
        }
    }

    @Override
    public int code(int bit, int one) throws IOException, ContentException {
        long range = Integer.toUnsignedLong(high) - Integer.toUnsignedLong(low);
        int middle = low + (int) ((range * one) >>> PRECISION);
        int read = Integer.compareUnsigned(value, middle) <= 0 ? 1 : 0;
        if (read == 1) {
            high = middle;
        } else {
            low = middle + 1;
        }
        while ((low ^ high) >>> 24 == 0) {
            low <<= 8;
            high = high << 8 | 0xff;
            value = value << 8 | next();
        }
        return read;
    }

    /// Whether everything that was sent has been read.
    boolean atEnd() throws IOException {
        return in.read() < 0;
    }

    private int next() throws IOException, ContentException {
        int read = in.read();
        if (read >= 0) {
            return read;
        }
        beyond++;
        if (beyond > NOT_SENT) {
            throw new ContentException(ContentFault.CUT_OFF, "ends within a delta");
        }
        return 0;
    }
}
