package stanchion.release;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a charger says of its boot, as the maker reads it: a JWS (RFC 7515, compact, ES256), signed
/// with the key of the charger's certificate.
///
/// Nothing of it is believed before the signature holds, and the algorithm is ours to say, not the
/// report's (RFC 8725, 3.1).
public final class BootReport {
    private static final String TYPE = "stanchion-boot+jws";
    private static final int LONGEST = 64 * 1024;
    private static final int SIGNATURE_BYTES = 64;
    private static final Pattern COMPACT =
            Pattern.compile("([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]*)");

    /// Why a report is not believed.
    public enum Flaw {
        /// It is no compact JWS of a length one reads, or its header is no JSON.
        MALFORMED,
        /// It wants to be verified by another algorithm, or by none.
        ALGORITHM,
        /// It is signed for another purpose.
        TYPE,
        /// It is, by its own words, of another charger.
        OTHER_DEVICE,
        /// It is signed with the key of another certificate.
        OTHER_CERTIFICATE,
        /// The signature does not hold.
        SIGNATURE,
        /// The signature holds, and what it signs is no boot report.
        PAYLOAD
    }

    /// What is to be thought of a report.
    public sealed interface Checked {
        /// The charger says so.
        ///
        /// @param boot the kernel's id of the boot
        /// @param at when it was signed, by the charger's clock
        /// @param statement of the boot verifier, JSON
        record Genuine(String device, String boot, Instant at, String statement)
                implements Checked {
            /// A member of the statement that is a text or a number.
            public Optional<String> said(String member) {
                return Optional.of(JsonParser.parseString(statement))
                        .filter(JsonElement::isJsonObject)
                        .flatMap(json -> Optional.ofNullable(json.getAsJsonObject().get(member)))
                        .filter(JsonElement::isJsonPrimitive)
                        .map(JsonElement::getAsString);
            }
        }

        /// Nobody knows who says so.
        record Doubtful(Flaw flaw, String detail) implements Checked {}
    }

    /// The way out of a check.
    private static final class DoubtException extends Exception {
        private static final long serialVersionUID = 1;
        private final Flaw flaw;

        DoubtException(Flaw flaw, String detail) {
            super(detail);
            this.flaw = flaw;
        }
    }

    private BootReport() {}

    /// Checks a report against the certificate of the charger that is said to have signed it.
    public static Checked verify(String jws, X509Certificate certificate) {
        try {
            return verified(jws, certificate);
        } catch (DoubtException doubt) {
            return new Checked.Doubtful(doubt.flaw, String.valueOf(doubt.getMessage()));
        }
    }

    private static Checked verified(String jws, X509Certificate certificate) throws DoubtException {
        Matcher parts = COMPACT.matcher(jws);
        if (jws.length() > LONGEST || !parts.matches()) {
            throw new DoubtException(Flaw.MALFORMED, "not three parts of base64url");
        }
        String device = device(certificate);
        checkHeader(object(decoded(parts.group(1)), Flaw.MALFORMED), device, certificate);
        byte[] input = jws.substring(0, parts.start(3) - 1).getBytes(US_ASCII);
        checkSignature(input, decoded(parts.group(3)), certificate);
        return genuine(object(decoded(parts.group(2)), Flaw.PAYLOAD), device);
    }

    private static void checkHeader(JsonObject header, String device, X509Certificate certificate)
            throws DoubtException {
        require(header, "alg", "ES256", Flaw.ALGORITHM);
        require(header, "typ", TYPE, Flaw.TYPE);
        require(header, "kid", device, Flaw.OTHER_DEVICE);
        require(header, "x5t#S256", thumbprint(certificate), Flaw.OTHER_CERTIFICATE);
        if (header.size() != 4) {
            // "crit", "jwk", "b64": what is not understood must not be passed over
            throw new DoubtException(Flaw.MALFORMED, "the header has members of no known meaning");
        }
    }

    private static void require(JsonObject object, String name, String wanted, Flaw flaw)
            throws DoubtException {
        String found = text(object, name);
        if (!found.equals(wanted)) {
            throw new DoubtException(flaw, name + " is '" + found + "', not '" + wanted + "'");
        }
    }

    private static void checkSignature(byte[] input, byte[] signature, X509Certificate certificate)
            throws DoubtException {
        try {
            Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
            verifier.initVerify(certificate.getPublicKey());
            verifier.update(input);
            if (signature.length == SIGNATURE_BYTES && verifier.verify(signature)) {
                return;
            }
        } catch (GeneralSecurityException malformed) {
            throw new DoubtException(Flaw.SIGNATURE, "the signature is malformed: " + malformed);
        }
        throw new DoubtException(Flaw.SIGNATURE, "the signature does not hold");
    }

    private static Checked genuine(JsonObject payload, String device) throws DoubtException {
        require(payload, "device", device, Flaw.OTHER_DEVICE);
        if (!(payload.get("statement") instanceof JsonObject statement)) {
            throw new DoubtException(Flaw.PAYLOAD, "it holds no statement");
        }
        try {
            Instant at = Instant.parse(text(payload, "ts"));
            return new Checked.Genuine(device, text(payload, "boot"), at, statement.toString());
        } catch (DateTimeException malformed) {
            throw new DoubtException(Flaw.PAYLOAD, "it does not say when it was signed");
        }
    }

    /// A text of an object; empty when it is missing or something else.
    private static String text(JsonObject object, String name) {
        return Optional.ofNullable(object.get(name))
                .filter(JsonElement::isJsonPrimitive)
                .map(JsonElement::getAsString)
                .orElse("");
    }

    private static JsonObject object(byte[] json, Flaw otherwise) throws DoubtException {
        JsonReader reader = new JsonReader(new StringReader(new String(json, US_ASCII)));
        reader.setStrictness(Strictness.STRICT);
        try {
            JsonElement read = JsonParser.parseReader(reader);
            if (read instanceof JsonObject object && reader.peek() == JsonToken.END_DOCUMENT) {
                return object;
            }
        } catch (IOException | JsonParseException malformed) {
            throw new DoubtException(otherwise, "no strict JSON: " + malformed.getMessage());
        }
        throw new DoubtException(otherwise, "no JSON object");
    }

    private static byte[] decoded(String part) throws DoubtException {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException malformed) {
            throw new DoubtException(Flaw.MALFORMED, "not base64url");
        }
    }

    private static String thumbprint(X509Certificate certificate) throws DoubtException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException unusable) {
            throw new DoubtException(Flaw.OTHER_CERTIFICATE, "the certificate has no encoding");
        }
    }

    private static String device(X509Certificate certificate) throws DoubtException {
        String subject = certificate.getSubjectX500Principal().getName();
        Matcher name = Pattern.compile("CN=([A-Za-z0-9._-]{1,64})").matcher(subject);
        if (!name.matches()) {
            throw new DoubtException(
                    Flaw.OTHER_CERTIFICATE, "the certificate is of no charger: " + subject);
        }
        return name.group(1);
    }
}
