package stanchion.gateway.owner;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Optional;
import java.util.Set;
import stanchion.gateway.json.StrictJson.RefusedException;

/// A P-256 key as a JWK (RFC 7517): `kty`, `crv`, `x`, `y` and nothing else.
///
/// @param x 32 bytes, base64url
/// @param y 32 bytes, base64url
record OwnerKey(String x, String y) {
    private static final int BYTES = 32;

    static OwnerKey read(JsonElement json) throws RefusedException {
        if (json instanceof JsonObject jwk
                && jwk.keySet().equals(Set.of("kty", "crv", "x", "y"))
                && text(jwk, "kty").equals(Optional.of("EC"))
                && text(jwk, "crv").equals(Optional.of("P-256"))
                && text(jwk, "x").isPresent()
                && text(jwk, "y").isPresent()) {
            OwnerKey key = new OwnerKey(text(jwk, "x").get(), text(jwk, "y").get());
            key.requirePointOnTheCurve();
            return key;
        }
        throw new RefusedException("a key must be a JWK of P-256: kty, crv, x, y");
    }

    static OwnerKey of(ECPublicKey key) {
        return new OwnerKey(
                coordinate(key.getW().getAffineX()), coordinate(key.getW().getAffineY()));
    }

    JsonObject json() {
        JsonObject jwk = new JsonObject();
        jwk.addProperty("crv", "P-256");
        jwk.addProperty("kty", "EC");
        jwk.addProperty("x", x);
        jwk.addProperty("y", y);
        return jwk;
    }

    /// Names it (RFC 7638).
    String thumbprint() {
        try {
            byte[] canonical = json().toString().getBytes(US_ASCII);
            return Jws.text(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    ECPublicKey key() {
        try {
            ECPoint point = new ECPoint(number(x), number(y));
            return (ECPublicKey)
                    KeyFactory.getInstance("EC")
                            .generatePublic(new ECPublicKeySpec(point, curve()));
        } catch (GeneralSecurityException | RefusedException impossible) {
            throw new IllegalStateException("a key that was read before", impossible);
        }
    }

    /// The JDK takes any two numbers; with a point of another curve a key agreement leaks.
    private void requirePointOnTheCurve() throws RefusedException {
        BigInteger p = ((ECFieldFp) curve().getCurve().getField()).getP();
        BigInteger right =
                number(x)
                        .pow(3)
                        .add(curve().getCurve().getA().multiply(number(x)))
                        .add(curve().getCurve().getB())
                        .mod(p);
        boolean inRange = number(x).compareTo(p) < 0 && number(y).compareTo(p) < 0;
        if (!inRange || !number(y).pow(2).mod(p).equals(right)) {
            throw new RefusedException("the key is no point of P-256");
        }
    }

    private static ECParameterSpec curve() {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static BigInteger number(String coordinate) throws RefusedException {
        byte[] bytes = Jws.bytes(coordinate);
        if (bytes.length != BYTES) {
            throw new RefusedException("a coordinate of P-256 has 32 bytes");
        }
        return new BigInteger(1, bytes);
    }

    private static String coordinate(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[BYTES];
        int length = Math.min(bytes.length, BYTES);
        System.arraycopy(bytes, bytes.length - length, fixed, BYTES - length, length);
        return Jws.text(fixed);
    }

    private static Optional<String> text(JsonObject jwk, String name) {
        return jwk.get(name) instanceof JsonPrimitive value && value.isString()
                ? Optional.of(value.getAsString())
                : Optional.empty();
    }
}
