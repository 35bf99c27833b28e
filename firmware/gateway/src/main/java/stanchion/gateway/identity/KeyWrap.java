package stanchion.gateway.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Keys under AES-256-GCM (NIST SP 800-38D), bound to the charger and to their names: `format (1) ‖
/// nonce (12) ‖ ciphertext ‖ tag (16)`.
///
/// A charger wraps a few keys a year, so nonces drawn at random never meet.
final class KeyWrap implements KeyFolder.Form {
    static final int KEY_BYTES = 32;

    private static final byte FORMAT = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;

    private final SecretKeySpec key;
    private final String device;
    private final SecureRandom random = new SecureRandom();

    KeyWrap(byte[] key, String device) {
        this.key = new SecretKeySpec(key, "AES");
        this.device = device;
    }

    @Override
    public byte[] seal(String name, byte[] pkcs8) throws GeneralSecurityException {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, name).doFinal(pkcs8);
        return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
                .put(FORMAT)
                .put(nonce)
                .put(sealed)
                .array();
    }

    @Override
    public byte[] open(String name, byte[] sealed) throws GeneralSecurityException {
        int start = 1 + NONCE_BYTES;
        if (sealed.length < start + TAG_BYTES || sealed[0] != FORMAT) {
            throw new AEADBadTagException("not a wrapped key");
        }
        byte[] nonce = Arrays.copyOfRange(sealed, 1, start);
        return cipher(Cipher.DECRYPT_MODE, nonce, name)
                .doFinal(sealed, start, sealed.length - start);
    }

    private Cipher cipher(int mode, byte[] nonce, String name) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        // neither a device's id nor a key's name can hold a line feed
        cipher.updateAAD(("stanchion identity\n" + device + "\n" + name).getBytes(US_ASCII));
        return cipher;
    }
}
