package stanchion.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import stanchion.boot.Algorithm;
import stanchion.boot.Hex;
import stanchion.boot.Key;

/// Public keys as files of one PEM block, and what they verify.
public final class PublicKeys {
    private static final String TITLE = "PUBLIC KEY";

    private PublicKeys() {}

    /// The file's text: a SubjectPublicKeyInfo, as openssl reads it.
    public static String pem(Key key) {
        return Pem.block(TITLE, key.subjectPublicKeyInfo());
    }

    /// Reads what [#pem] or openssl wrote.
    public static Key read(Path file) throws ReleaseException {
        try {
            byte[] encoded = Pem.content(Files.readString(file, StandardCharsets.US_ASCII), TITLE);
            return of(encoded);
        } catch (IOException | IllegalArgumentException unusable) {
            throw new ReleaseException(file + ": no public key in PEM", unusable);
        }
    }

    /// The key of a SubjectPublicKeyInfo.
    ///
    /// @throws IllegalArgumentException when it is neither Ed25519 nor ML-DSA-65
    public static Key of(byte[] encoded) {
        for (Algorithm algorithm : Algorithm.values()) {
            int from = encoded.length - algorithm.keyLength();
            if (from > 0) {
                byte[] raw = Arrays.copyOfRange(encoded, from, encoded.length);
                Key key = new Key(algorithm, Hex.of(raw));
                if (Arrays.equals(key.subjectPublicKeyInfo(), encoded)) {
                    return key;
                }
            }
        }
        throw new IllegalArgumentException("neither Ed25519 nor ML-DSA-65");
    }

    /// Whether the signature over the message was made with this key.
    public static boolean verifies(Key key, byte[] signature, byte[] message) {
        String name = key.algorithm().standardName();
        try {
            PublicKey publicKey =
                    KeyFactory.getInstance(name)
                            .generatePublic(new X509EncodedKeySpec(key.subjectPublicKeyInfo()));
            Signature verifier = Signature.getInstance(name);
            verifier.initVerify(publicKey);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false; // what cannot be decoded proves nothing
        }
    }
}
