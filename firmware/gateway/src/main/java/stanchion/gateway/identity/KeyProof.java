package stanchion.gateway.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.HexFormat;
import stanchion.gateway.identity.IdentityException.Trouble;

/// What all adapters do with a key: make one, name it, and see whether it fits a certificate.
final class KeyProof {
    private static final byte[] CHALLENGE =
            "stanchion: does this key fit its certificate?".getBytes(US_ASCII);
    private static final int NAME_BYTES = 16;

    private KeyProof() {}

    static KeyPair generate(KeyPairGenerator generator) throws InvalidAlgorithmParameterException {
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    static KeyPair generate() throws IdentityException {
        try {
            return generate(KeyPairGenerator.getInstance("EC"));
        } catch (GeneralSecurityException failed) {
            throw new IdentityException(Trouble.UNREADABLE, "no P-256 in this Java", failed);
        }
    }

    /// Names a key for ever: the first half of SHA-256 over its SubjectPublicKeyInfo, in hex.
    static String name(PublicKey key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return HexFormat.of().formatHex(digest, 0, NAME_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Whether what one signs the other verifies.
    ///
    /// @param source of the certificate, for the message
    static void require(PrivateKey own, PublicKey certified, Object source)
            throws IdentityException {
        try {
            if (!fits(own, certified)) {
                throw new IdentityException(
                        Trouble.OTHER_KEY, "the certificate in " + source + " is of another key");
            }
        } catch (GeneralSecurityException | ProviderException failed) {
            throw new IdentityException(
                    Trouble.OTHER_KEY, "the key of " + source + " cannot sign: " + failed, failed);
        }
    }

    private static boolean fits(PrivateKey own, PublicKey certified)
            throws GeneralSecurityException {
        if (!certified.getAlgorithm().equals("EC")) {
            return false;
        }
        Signature signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(own);
        signer.update(CHALLENGE);
        byte[] signature = signer.sign();
        Signature verifier = Signature.getInstance("SHA256withECDSA");
        verifier.initVerify(certified);
        verifier.update(CHALLENGE);
        return verifier.verify(signature);
    }
}
