package stanchion.release;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Text armour of keys and certificates (RFC 7468).
public final class Pem {
    private static final int LINE = 64;

    private Pem() {}

    /// One block.
    public static String block(String title, byte[] content) {
        String body =
                Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(content);
        return "-----BEGIN " + title + "-----\n" + body + "\n-----END " + title + "-----\n";
    }

    /// What the block of this title holds.
    ///
    /// @throws IllegalArgumentException when there is none, or it is not Base64
    public static byte[] content(String pem, String title) {
        String begin = "-----BEGIN " + title + "-----";
        int from = pem.indexOf(begin);
        int to = pem.indexOf("-----END " + title + "-----");
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("no block " + title);
        }
        return Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to));
    }
}
