package stanchion.tufclient;

import com.google.gson.JsonObject;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/// A public key by the scheme it signs with; two of equal content are one key, whatever their ids.
///
/// @param value PEM, or the raw key of Ed25519 in hexadecimal
record PublicKeyOf(String scheme, String value) {
    private static final int PSS_SALT_BYTES = 32;

    static PublicKeyOf read(JsonObject key) {
        return new PublicKeyOf(
                key.get("scheme").getAsString(),
                key.getAsJsonObject("keyval").get("public").getAsString().strip());
    }

    /// Whether it made this signature, in hexadecimal; a key or signature that cannot be decoded
    /// proves nothing.
    boolean verifies(String signature, byte[] message) {
        try {
            byte[] bytes = HexFormat.of().parseHex(signature);
            Signature verifier = verifier();
            verifier.update(message);
            return verifier.verify(bytes);
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            return false;
        }
    }

    private Signature verifier() throws GeneralSecurityException {
        return switch (scheme) {
            case "ed25519" -> verifier("Ed25519", ed25519());
            case "ecdsa-sha2-nistp256" -> verifier("SHA256withECDSA", pem("EC"));
            case "rsa-pkcs1v15-sha256" -> verifier("SHA256withRSA", pem("RSA"));
            case "rsassa-pss-sha256" -> {
                Signature verifier = verifier("RSASSA-PSS", pem("RSA"));
                verifier.setParameter(
                        new PSSParameterSpec(
                                "SHA-256",
                                "MGF1",
                                MGF1ParameterSpec.SHA256,
                                PSS_SALT_BYTES,
                                PSSParameterSpec.TRAILER_FIELD_BC));
                yield verifier;
            }
            default -> throw new GeneralSecurityException("unknown scheme " + scheme);
        };
    }

    private static Signature verifier(String algorithm, PublicKey key)
            throws GeneralSecurityException {
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(key);
        return verifier;
    }

    private PublicKey ed25519() throws GeneralSecurityException {
        byte[] raw = HexFormat.of().parseHex(value);
        byte[] y = new byte[raw.length];
        for (int i = 0; i < raw.length; i++) {
            y[i] = raw[raw.length - 1 - i];
        }
        boolean xIsOdd = raw.length > 0 && y[0] < 0;
        if (xIsOdd) {
            y[0] &= 0x7f;
        }
        EdECPoint point = new EdECPoint(xIsOdd, new BigInteger(1, y));
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
    }

    private PublicKey pem(String algorithm) throws GeneralSecurityException {
        String body = value.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        byte[] encoded = Base64.getDecoder().decode(body);
        return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
    }
}
