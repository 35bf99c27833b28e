package stanchion.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import stanchion.boot.Algorithm;
import stanchion.boot.Hex;
import stanchion.boot.Key;

/// A private key held in memory, kept in a file of two PEM blocks: PKCS#8 and the public key.
///
/// For the bench: the file is not encrypted.
public final class SigningKey implements RawSigner {
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";

    private final Key key;
    private final PrivateKey secret;

    private SigningKey(Key key, PrivateKey secret) {
        this.key = key;
        this.secret = secret;
    }

    public static SigningKey generate(Algorithm algorithm) throws ReleaseException {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(algorithm.standardName()).generateKeyPair();
            return new SigningKey(
                    publicKey(algorithm, pair.getPublic().getEncoded()), pair.getPrivate());
        } catch (GeneralSecurityException missing) {
            throw new ReleaseException("this JDK cannot make " + algorithm + " keys", missing);
        }
    }

    /// Reads what [#pem] wrote.
    public static SigningKey read(Path file, Algorithm algorithm) throws ReleaseException {
        try {
            String pem = Files.readString(file, StandardCharsets.US_ASCII);
            PrivateKey secret =
                    KeyFactory.getInstance(algorithm.standardName())
                            .generatePrivate(new PKCS8EncodedKeySpec(block(pem, PRIVATE)));
            return new SigningKey(publicKey(algorithm, block(pem, PUBLIC)), secret);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException unusable) {
            throw new ReleaseException(file + ": no " + algorithm + " key file", unusable);
        }
    }

    @Override
    public Key key() {
        return key;
    }

    @Override
    public byte[] sign(byte[] message) throws ReleaseException {
        try {
            Signature signature = Signature.getInstance(key.algorithm().standardName());
            signature.initSign(secret);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException failed) {
            throw new ReleaseException("signing with key " + key.id() + " failed", failed);
        }
    }

    /// The file's text.
    public String pem() {
        return Pem.block(PRIVATE, secret.getEncoded())
                + Pem.block(PUBLIC, key.subjectPublicKeyInfo());
    }

    private static Key publicKey(Algorithm algorithm, byte[] encoded) {
        byte[] raw =
                Arrays.copyOfRange(encoded, encoded.length - algorithm.keyLength(), encoded.length);
        return new Key(algorithm, Hex.of(raw));
    }

    private static byte[] block(String pem, String title) {
        String begin = "-----BEGIN " + title + "-----";
        int from = pem.indexOf(begin);
        int to = pem.indexOf("-----END " + title + "-----");
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("no block " + title);
        }
        return Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to));
    }
}
