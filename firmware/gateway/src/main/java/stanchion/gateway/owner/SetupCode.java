package stanchion.gateway.owner;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import stanchion.gateway.json.StrictJson.RefusedException;

/// What a charger keeps of its set-up code: enough to check a proof, too little to make one.
///
/// The code is drawn at random, 60 bits; nothing of the charger goes into it. Checking follows
/// SCRAM (RFC 5802 and 7677): the charger keeps a hash of a key that comes from the code by 600,000
/// rounds of PBKDF2, and the proof, which is bound to one charger, one command and one owner's key,
/// shows the code neither to the broker nor to whoever reads the charger's disk.
///
/// ```text
/// salted = PBKDF2-HMAC-SHA256(code, salt, iterations)      client = HMAC(salted, "Client Key")
/// stored = SHA-256(client)           proof = client XOR HMAC(stored, message)
/// ```
///
/// @param salt base64url
/// @param stored base64url
record SetupCode(int iterations, String salt, String stored) {
    /// What OWASP asks of PBKDF2 with SHA-256 (2023).
    static final int ITERATIONS = 600_000;

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int SYMBOLS = 12;
    private static final int SALT_BYTES = 16;
    private static final int KEY_BITS = 256;

    /// A new code, and what is kept of it.
    ///
    /// @param code `XXXX-XXXX-XXXX`, for people
    record Drawn(String code, SetupCode kept) {}

    static Drawn draw(SecureRandom random) {
        return draw(random, ITERATIONS);
    }

    static Drawn draw(SecureRandom random, int iterations) {
        StringBuilder code = new StringBuilder();
        for (int symbol = 0; symbol < SYMBOLS; symbol++) {
            if (symbol > 0 && symbol % 4 == 0) {
                code.append('-');
            }
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] client = client(code.toString(), Jws.text(salt), iterations);
        return new Drawn(
                code.toString(),
                new SetupCode(iterations, Jws.text(salt), Jws.text(sha256(client))));
    }

    /// The proof of somebody who knows the code, and of the rest what everybody may know.
    static String proof(String code, OwnerNews.Code known, String message) {
        byte[] client = client(code, known.salt(), known.iterations());
        return Jws.text(xor(client, hmac(sha256(client), message)));
    }

    /// Whether the proof was made for this message by somebody who knows the code.
    boolean isProof(String proof, String message) {
        byte[] client = xor(bytes(proof), hmac(bytes(stored), message));
        return MessageDigest.isEqual(sha256(client), bytes(stored));
    }

    /// What a proof is about.
    static String message(String device, String id, OwnerKey key) {
        return "stanchion-bind:" + device + ":" + id + ":" + key.thumbprint();
    }

    JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("iterations", iterations);
        json.addProperty("salt", salt);
        json.addProperty("stored", stored);
        return json;
    }

    static SetupCode read(JsonObject json) throws RefusedException {
        if (json.get("iterations") instanceof JsonPrimitive iterations
                && json.get("salt") instanceof JsonPrimitive salt
                && json.get("stored") instanceof JsonPrimitive stored
                && Jws.bytes(stored.getAsString()).length == KEY_BITS / Byte.SIZE
                && Jws.bytes(salt.getAsString()).length == SALT_BYTES) {
            return new SetupCode(iterations.getAsInt(), salt.getAsString(), stored.getAsString());
        }
        throw new RefusedException("no set-up code can be read");
    }

    /// As typed by somebody who does not tell O from 0.
    private static String normal(String code) {
        return code.toUpperCase(Locale.ROOT)
                .replaceAll("[^0-9A-Z]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
    }

    private static byte[] client(String code, String salt, int iterations) {
        try {
            PBEKeySpec spec =
                    new PBEKeySpec(normal(code).toCharArray(), bytes(salt), iterations, KEY_BITS);
            byte[] salted =
                    SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                            .generateSecret(spec)
                            .getEncoded();
            return hmac(salted, "Client Key");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] hmac(byte[] key, String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message.getBytes(US_ASCII));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] xor(byte[] one, byte[] other) {
        byte[] both = new byte[one.length];
        for (int at = 0; at < one.length; at++) {
            both[at] = (byte) (one[at] ^ other[at]);
        }
        return both;
    }

    private static byte[] bytes(String base64) {
        try {
            return Jws.bytes(base64);
        } catch (RefusedException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }
}
