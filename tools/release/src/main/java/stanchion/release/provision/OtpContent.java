package stanchion.release.provision;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// What stands in an OTP, held against the digest that is to stand there.
///
/// @param rows as read
/// @param wanted as they shall be
record OtpContent(List<Integer> rows, List<Integer> wanted) {
    private static final int MOST_NAMED = 4;

    /// What can be done.
    enum State {
        BLANK,
        /// Every bit that is set belongs to the digest: a write of it was cut short.
        BEGUN,
        DONE,
        /// A bit is set that the digest has not. Nothing can undo that.
        OTHER
    }

    OtpContent {
        rows = List.copyOf(rows);
        wanted = List.copyOf(wanted);
    }

    static OtpContent of(byte[] read, byte[] digest) {
        return new OtpContent(rows(read), rows(digest));
    }

    State state() {
        boolean blank = true;
        for (int row = 0; row < OtpRows.ROWS; row++) {
            if ((rows.get(row) & ~wanted.get(row)) != 0) {
                return State.OTHER;
            }
            blank &= rows.get(row) == 0;
        }
        if (blank) {
            return State.BLANK;
        }
        return rows.equals(wanted) ? State.DONE : State.BEGUN;
    }

    /// The first bits that are set and must not be.
    String wrongBits() {
        List<String> wrong = new ArrayList<>();
        int all = 0;
        for (int row = 0; row < OtpRows.ROWS; row++) {
            int extra = rows.get(row) & ~wanted.get(row);
            all += Integer.bitCount(extra);
            for (int bit = 31; bit >= 0 && wrong.size() < MOST_NAMED; bit--) {
                if ((extra >>> bit & 1) != 0) {
                    wrong.add("row " + row + " bit " + bit);
                }
            }
        }
        String more = all > wrong.size() ? " and " + (all - wrong.size()) + " more" : "";
        return String.join(", ", wrong) + more;
    }

    /// The content in groups of four digits.
    String text() {
        StringBuilder digits = new StringBuilder();
        for (int row : rows) {
            digits.append(HexFormat.of().toHexDigits(row));
        }
        return Digest.grouped(digits.toString());
    }

    private static List<Integer> rows(byte[] bytes) {
        if (bytes.length != OtpRows.ROWS * Integer.BYTES) {
            throw new IllegalArgumentException(bytes.length + " bytes");
        }
        List<Integer> rows = new ArrayList<>();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            rows.add(buffer.getInt());
        }
        return rows;
    }
}
