package stanchion.update.tuf;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import stanchion.boot.Hex;

/// What a file must hash to.
///
/// @param byAlgorithm in hexadecimal, by TUF's name of the algorithm
public record Digests(Map<String, String> byAlgorithm) {
    /// Of a file whose bytes nobody vouches for.
    public static final Digests NONE = new Digests(Map.of());

    private static final Map<String, String> KNOWN =
            Map.of("sha256", "SHA-256", "sha512", "SHA-512");

    public Digests {
        byAlgorithm = Map.copyOf(byAlgorithm);
    }

    /// Whether all of them that are known here fit; a file whose digests are all of unknown kinds
    /// fits none.
    public boolean fit(byte[] file) {
        int known = 0;
        for (Map.Entry<String, String> digest : byAlgorithm.entrySet()) {
            String algorithm = KNOWN.get(digest.getKey());
            if (algorithm != null) {
                known++;
                if (!digest.getValue().equals(Hex.of(digest(algorithm, file)))) {
                    return false;
                }
            }
        }
        return known > 0 || byAlgorithm.isEmpty();
    }

    private static byte[] digest(String algorithm, byte[] file) {
        try {
            return MessageDigest.getInstance(algorithm).digest(file);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
