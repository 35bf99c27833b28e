package stanchion.journal;

import java.util.Arrays;

/// Codes of one converter that grow, cycle by cycle.
final class Codes {
    private int[] codes = new int[256];
    private int count;

    void add(int code) {
        if (count == codes.length) {
            codes = Arrays.copyOf(codes, 2 * count);
        }
        codes[count] = code;
        count++;
    }

    int count() {
        return count;
    }

    int[] all() {
        return Arrays.copyOf(codes, count);
    }

    void clear() {
        count = 0;
    }
}
