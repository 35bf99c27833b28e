package stanchion.boot;

import java.io.IOException;
import java.nio.file.Path;

/// The rollback counter of a bench charger: a file with one decimal number and a line feed. It
/// protects nothing.
public final class CounterFile implements RollbackCounter {
    static final int MOST_DIGITS = 10;

    private final Path file;

    public CounterFile(Path file) {
        this.file = file;
    }

    @Override
    public long read() throws IOException {
        byte[] text = PlainFile.read(file, MOST_DIGITS + 2);
        int digits = text.length - 1;
        if (digits < 1 || digits > MOST_DIGITS || text[digits] != '\n') {
            throw new IOException("not one decimal number and a line feed");
        }
        long value = 0;
        for (int i = 0; i < digits; i++) {
            if (text[i] < '0' || text[i] > '9') {
                throw new IOException("not a decimal number");
            }
            value = value * 10 + (text[i] - '0');
        }
        return value;
    }
}
