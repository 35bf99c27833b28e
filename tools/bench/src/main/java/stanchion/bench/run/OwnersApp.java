package stanchion.bench.run;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/// The app of the bench charger's owner: binds its key with the code on the label, and signs
/// commands. Written from the gateway's README alone, as anybody's app would be.
final class OwnersApp {
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final int COORDINATE_BYTES = 32;
    private static final int KEY_BITS = 256;

    private final String device;
    private final InstantSource clock;
    private final KeyPair pair;
    private int commands;

    /// @param device whose owner it wants to be
    OwnersApp(String device, InstantSource clock) {
        this.device = device;
        this.clock = clock;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            pair = generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The payload of `cmd/bind`.
    ///
    /// @param label the set-up code
    /// @param said what the charger says on `owner`
    String bind(String label, JsonObject said) {
        JsonObject code = said.getAsJsonObject("code");
        String id = nextId();
        String message = "stanchion-bind:" + device + ":" + id + ":" + thumbprint();
        JsonObject arguments = new JsonObject();
        arguments.addProperty(
                "proof",
                proof(
                        label,
                        code.get("salt").getAsString(),
                        code.get("iterations").getAsInt(),
                        message));
        return signed("\"jwk\":" + jwk(), payload("bind", id, arguments));
    }

    /// The payload of `cmd/<name>`.
    String command(String name, JsonObject arguments) {
        return signed("\"kid\":\"owner\"", payload(name, nextId(), arguments));
    }

    private String nextId() {
        commands++;
        return "bench-" + clock.millis() + "-" + commands;
    }

    private String payload(String name, String id, JsonObject arguments) {
        JsonObject payload = new JsonObject();
        payload.addProperty("aud", device);
        payload.addProperty("cmd", name);
        payload.addProperty("exp", clock.instant().plus(LIFE).getEpochSecond());
        payload.addProperty("jti", id);
        payload.add("args", arguments);
        return payload.toString();
    }

    private String signed(String whose, String payload) {
        String header = "{\"alg\":\"ES256\",\"typ\":\"stanchion-cmd+jws\"," + whose + "}";
        String input = text(header.getBytes(UTF_8)) + "." + text(payload.getBytes(UTF_8));
        try {
            Signature signer = Signature.getInstance("SHA256withECDSAinP1363Format");
            signer.initSign(pair.getPrivate());
            signer.update(input.getBytes(US_ASCII));
            return "{\"signed\":\"" + input + "." + text(signer.sign()) + "\"}";
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// SCRAM's client proof (RFC 5802) with PBKDF2-HMAC-SHA256.
    private static String proof(String label, String salt, int iterations, String message) {
        try {
            char[] code = label.replaceAll("[^0-9A-Z]", "").toCharArray();
            PBEKeySpec spec =
                    new PBEKeySpec(code, Base64.getUrlDecoder().decode(salt), iterations, KEY_BITS);
            byte[] salted =
                    SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                            .generateSecret(spec)
                            .getEncoded();
            byte[] client = hmac(salted, "Client Key");
            byte[] proof = hmac(sha256(client), message);
            for (int at = 0; at < proof.length; at++) {
                proof[at] ^= client[at];
            }
            return text(proof);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String jwk() {
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        return "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}"
                .formatted(
                        coordinate(key.getW().getAffineX()), coordinate(key.getW().getAffineY()));
    }

    /// Of the key (RFC 7638): its members stand in the order of their names already.
    private String thumbprint() {
        try {
            return text(sha256(jwk().getBytes(US_ASCII)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] hmac(byte[] key, String message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(message.getBytes(US_ASCII));
    }

    private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    private static String coordinate(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[COORDINATE_BYTES];
        int length = Math.min(bytes.length, COORDINATE_BYTES);
        System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE_BYTES - length, length);
        return text(fixed);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
