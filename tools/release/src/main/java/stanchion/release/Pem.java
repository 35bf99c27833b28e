package stanchion.release;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Text armour of keys and certificates (RFC 7468).
final class Pem {
    private static final int LINE = 64;

    private Pem() {}

    static String block(String title, byte[] content) {
        String body =
                Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(content);
        return "-----BEGIN " + title + "-----\n" + body + "\n-----END " + title + "-----\n";
    }
}
