package stanchion.gateway.owner;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// A new set-up code on its way to the one who released the charger: a JWE (RFC 7516), compact,
/// `ECDH-ES` with `A256GCM`, so that the broker does not learn it.
final class SealedCode {
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BITS = 256;
    private static final String ENCRYPTION = "A256GCM";

    private SealedCode() {}

    static String of(String code, ECPublicKey to, SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair ephemeral = generator.generateKeyPair();
            OwnerKey epk = OwnerKey.of((ECPublicKey) ephemeral.getPublic());
            String header =
                    Jws.text(
                            "{\"alg\":\"ECDH-ES\",\"enc\":\"%s\",\"epk\":%s}"
                                    .formatted(ENCRYPTION, epk.json())
                                    .getBytes(US_ASCII));
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(ephemeral.getPrivate());
            agreement.doPhase(to, true);
            byte[] iv = new byte[IV_BYTES];
            random.nextBytes(iv);
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(concatKdf(agreement.generateSecret()), "AES"),
                    new GCMParameterSpec(TAG_BITS, iv));
            cipher.updateAAD(header.getBytes(US_ASCII));
            byte[] sealed = cipher.doFinal(code.getBytes(US_ASCII));
            int text = sealed.length - TAG_BITS / Byte.SIZE;
            return String.join(
                    ".",
                    header,
                    "",
                    Jws.text(iv),
                    Jws.text(Arrays.copyOf(sealed, text)),
                    Jws.text(Arrays.copyOfRange(sealed, text, sealed.length)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// RFC 7518, 4.6.2: one round, for an algorithm, with nobody named.
    private static byte[] concatKdf(byte[] secret) throws GeneralSecurityException {
        ByteBuffer input = ByteBuffer.allocate(secret.length + 5 * Integer.BYTES + 7);
        input.putInt(1).put(secret);
        input.putInt(ENCRYPTION.length()).put(ENCRYPTION.getBytes(US_ASCII));
        input.putInt(0).putInt(0).putInt(KEY_BITS);
        return MessageDigest.getInstance("SHA-256").digest(input.array());
    }
}
