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
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
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
        return generate(algorithm, new SecureRandom());
    }

    /// A key of these bits.
    public static SigningKey generate(Algorithm algorithm, SecureRandom bits)
            throws ReleaseException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm.standardName());
            generator.initialize(new NamedParameterSpec(algorithm.standardName()), bits);
            KeyPair pair = generator.generateKeyPair();
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
                            .generatePrivate(new PKCS8EncodedKeySpec(Pem.content(pem, PRIVATE)));
            return new SigningKey(publicKey(algorithm, Pem.content(pem, PUBLIC)), secret);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException unusable) {
            throw new ReleaseException(file + ": no " + algorithm + " key file", unusable);
        }
    }

    /// The key pair of a public key and its private half.
    ///
    /// @param pkcs8 PKCS#8 as [#pkcs8] gives it
    /// @throws ReleaseException when the two do not belong together
    public static SigningKey of(Key key, byte[] pkcs8) throws ReleaseException {
        try {
            PrivateKey secret =
                    KeyFactory.getInstance(key.algorithm().standardName())
                            .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            SigningKey pair = new SigningKey(key, secret);
            pair.checkPair();
            return pair;
        } catch (GeneralSecurityException other) {
            throw new ReleaseException("no " + key.algorithm() + " private key", other);
        }
    }

    private void checkPair() throws ReleaseException {
        byte[] message = {1, 2, 3};
        if (!PublicKeys.verifies(key, sign(message), message)) {
            throw new ReleaseException("private and public half do not belong together");
        }
    }

    @Override
    public Key key() {
        return key;
    }

    /// The same key, whose signatures over the same bytes are the same: Ed25519 always, ML-DSA by
    /// its deterministic variant (FIPS 204 section 3.4). Bouncy Castle makes the same ones.
    ///
    /// Random ML-DSA signatures are harder to attack through faults of the machine that signs.
    public RawSigner repeatable() {
        return new RawSigner() {
            @Override
            public Key key() {
                return key;
            }

            @Override
            public byte[] sign(byte[] message) throws ReleaseException {
                return SigningKey.this.sign(message, new NoRandom());
            }
        };
    }

    /// The 32 zero bytes of the deterministic variant.
    private static final class NoRandom extends SecureRandom {
        private static final long serialVersionUID = 1;

        @Override
        public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /// The private half as PKCS#8.
    public byte[] pkcs8() {
        return secret.getEncoded();
    }

    @Override
    public byte[] sign(byte[] message) throws ReleaseException {
        return sign(message, new SecureRandom());
    }

    private byte[] sign(byte[] message, SecureRandom random) throws ReleaseException {
        try {
            Signature signature = Signature.getInstance(key.algorithm().standardName());
            signature.initSign(secret, random);
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
}
