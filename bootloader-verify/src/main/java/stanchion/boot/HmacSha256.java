package stanchion.boot;

import java.util.Arrays;

/// HMAC (RFC 2104) with SHA-256.
///
/// Written out because the JDK's own costs a cold start 50 ms: it loads the whole of its ciphers
/// and their policy first.
final class HmacSha256 {
    static final int BYTES = 32;
    private static final int BLOCK = 64;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    private HmacSha256() {}

    static byte[] of(byte[] key, byte[] message) {
        byte[] block = Arrays.copyOf(key.length > BLOCK ? Key.sha256(key) : key, BLOCK);
        byte[] inner = Key.sha256(joined(padded(block, INNER), message));
        return Key.sha256(joined(padded(block, OUTER), inner));
    }

    private static byte[] padded(byte[] block, byte with) {
        byte[] padded = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            padded[i] = (byte) (block[i] ^ with);
        }
        return padded;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
