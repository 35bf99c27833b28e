package stanchion.gateway.owner;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import stanchion.gateway.json.StrictJson;
import stanchion.gateway.json.StrictJson.RefusedException;

/// A JWS (RFC 7515) as this charger takes it: compact, ES256, of one type, and nothing in its
/// header that is not looked at.
///
/// @param input what is signed
/// @param signature R and S beside each other (RFC 7518, 3.4), base64url
record Jws(JsonObject header, JsonObject payload, String input, String signature) {
    private static final Pattern DOT = Pattern.compile("\\.");

    /// @param type the only `typ` that is taken: it keeps a signature from meaning anything else
    static Jws read(String text, String type) throws RefusedException {
        List<String> parts = DOT.splitAsStream(text).toList();
        if (parts.size() != 3 || text.endsWith(".")) {
            throw new RefusedException("a JWS has three parts");
        }
        JsonObject header = object(parts.getFirst());
        if (!isText(header.get("alg"), "ES256") || !isText(header.get("typ"), type)) {
            throw new RefusedException("the JWS must have alg ES256 and typ " + type);
        }
        return new Jws(
                header, object(parts.get(1)), parts.getFirst() + "." + parts.get(1), parts.get(2));
    }

    boolean isBy(PublicKey key) {
        try {
            Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
            verifier.initVerify(key);
            verifier.update(input.getBytes(US_ASCII));
            return verifier.verify(bytes(signature));
        } catch (GeneralSecurityException | RefusedException no) {
            return false;
        }
    }

    /// The bytes of base64url without padding.
    static byte[] bytes(String base64) throws RefusedException {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(base64);
            if (text(bytes).equals(base64)) {
                return bytes;
            }
        } catch (IllegalArgumentException malformed) {
            throw new RefusedException("a part is not base64url", malformed);
        }
        throw new RefusedException("a part is not base64url without padding");
    }

    static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static boolean isText(JsonElement value, String expected) {
        return new JsonPrimitive(expected).equals(value);
    }

    private static JsonObject object(String part) throws RefusedException {
        try {
            String json = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(part))).toString();
            if (StrictJson.value(json) instanceof JsonObject object) {
                return object;
            }
        } catch (CharacterCodingException notText) {
            throw new RefusedException("a part is not UTF-8", notText);
        }
        throw new RefusedException("a part of the JWS is no JSON object");
    }
}
