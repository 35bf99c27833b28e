package stanchion.update;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Both digests of a file, in hexadecimal.
record Hashes(String sha256, String sha512) {
    private static final int BUFFER = 64 * 1024;

    static Hashes of(Path file) throws IOException {
        MessageDigest first = digest("SHA-256");
        MessageDigest second = digest("SHA-512");
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                first.update(buffer, 0, n);
                second.update(buffer, 0, n);
            }
        }
        return new Hashes(hex(first), hex(second));
    }

    /// SHA-256 of bytes.
    static String of(byte[] bytes) {
        return HexFormat.of().formatHex(digest("SHA-256").digest(bytes));
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
