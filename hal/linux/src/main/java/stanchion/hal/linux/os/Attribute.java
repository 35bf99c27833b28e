package stanchion.hal.linux.os;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// An attribute below /sys that is read or written again and again: a number or a word in a file,
/// held open, nothing allocated per call.
public final class Attribute implements AutoCloseable {
    /// What [#read] gives when the kernel gave no number.
    public static final long NONE = Long.MIN_VALUE;

    private static final int LONGEST = 64;

    private final Device file;
    private final MemorySegment text = Device.memory(LONGEST);

    private Attribute(Device file) {
        this.file = file;
    }

    /// Opens an attribute.
    public static Attribute open(Path path, Device.Access access) throws IOException {
        return new Attribute(Device.open(path, access));
    }

    /// The whole of an attribute, once, without its end of line.
    public static String text(Path path) throws IOException {
        return Files.readString(path, StandardCharsets.US_ASCII).strip();
    }

    /// Writes a number in decimal digits, in one write(2), as the kernel wants it.
    ///
    /// @param value not negative
    /// @return whether the kernel took it; else −errno
    public int write(long value) {
        int at = LONGEST;
        long rest = value;
        do {
            text.set(ValueLayout.JAVA_BYTE, --at, (byte) ('0' + rest % 10));
            rest /= 10;
        } while (rest > 0);
        int digits = LONGEST - at;
        MemorySegment.copy(text, at, text, 0, digits);
        return (int) Math.min(0, file.writeAgain(text, digits));
    }

    /// Writes a number that must be taken, as at opening.
    public void must(long value) throws IOException {
        file.checked("write " + value, write(value));
    }

    /// Writes a word that must be taken, as at opening.
    public void must(String word) throws IOException {
        byte[] bytes = word.getBytes(StandardCharsets.US_ASCII);
        MemorySegment.copy(bytes, 0, text, ValueLayout.JAVA_BYTE, 0, bytes.length);
        file.checked("write " + word, (int) file.writeAgain(text, bytes.length));
    }

    /// The whole number at the attribute's beginning; [#NONE] when there is none.
    public long read() {
        long bytes = file.readAgain(text);
        boolean negative = bytes > 0 && text.get(ValueLayout.JAVA_BYTE, 0) == '-';
        long value = 0;
        int at = negative ? 1 : 0;
        int first = at;
        while (at < bytes && isDigit(text.get(ValueLayout.JAVA_BYTE, at))) {
            value = value * 10 + (text.get(ValueLayout.JAVA_BYTE, at) - '0');
            at++;
        }
        if (at == first) {
            return NONE;
        }
        return negative ? -value : value;
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    @Override
    public void close() {
        file.close();
    }
}
