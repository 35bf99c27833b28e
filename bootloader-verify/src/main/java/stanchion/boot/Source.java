package stanchion.boot;

import java.util.List;

/// Where a port of the verifier gets its value from, as `boot.conf` names it: `tpm /dev/tpmrm0
/// 0x01800000`.
///
/// @param kind of the adapter: `file`, `nvmem`, `mailbox`, `tpm`, `wrapped` or `none`
/// @param words what the adapter needs to know
public record Source(String kind, List<String> words) {
    private static final int MOST_DIGITS = 9;

    public Source {
        words = List.copyOf(words);
    }

    public boolean is(String other) {
        return kind.equals(other);
    }

    /// The number that stands at a place of [#words].
    public long number(int at) {
        return number(words.get(at));
    }

    /// Decimal, or hexadecimal after `0x`; −1 for any other word.
    static long number(String word) {
        int base = word.startsWith("0x") ? 16 : 10;
        int from = base == 16 ? 2 : 0;
        if (word.length() == from || word.length() - from > MOST_DIGITS) {
            return -1;
        }
        long value = 0;
        for (int i = from; i < word.length(); i++) {
            char c = word.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, base) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * base + digit;
        }
        return value;
    }

    @Override
    public String toString() {
        return words.isEmpty() ? kind : kind + " " + String.join(" ", words);
    }
}
