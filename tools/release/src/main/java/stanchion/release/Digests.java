package stanchion.release;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import stanchion.boot.Hex;

/// Digests of whole files, in hexadecimal.
public final class Digests {
    private Digests() {}

    /// SHA-256.
    public static String sha256(byte[] content) {
        return Hex.of(sha256Bytes(content));
    }

    /// SHA-256 itself.
    public static byte[] sha256Bytes(byte[] content) {
        return digest("SHA-256", content);
    }

    /// SHA-512.
    public static String sha512(byte[] content) {
        return Hex.of(digest("SHA-512", content));
    }

    /// SHA-256, as it goes into a charger's OTP.
    public static byte[] otp(byte[] firstRoot) {
        return digest("SHA-256", firstRoot);
    }

    private static byte[] digest(String algorithm, byte[] content) {
        try {
            return MessageDigest.getInstance(algorithm).digest(content);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
