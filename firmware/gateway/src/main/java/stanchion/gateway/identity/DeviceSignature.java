package stanchion.gateway.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.ProviderException;
import java.security.Signature;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import stanchion.gateway.identity.IdentityException.Trouble;

/// What the charger says, signed with the key of its certificate: a JWS (RFC 7515, compact, ES256).
///
/// ```text
/// header  {"alg":"ES256","kid":"<device>","typ":"<type>","x5t#S256":"<certificate>"}
/// ```
///
/// `typ` keeps the signature from meaning anything elsewhere. It proves that somebody with this
/// charger's key says so; whoever has taken over the gateway can say anything.
public final class DeviceSignature {
    /// RFC 7518, 3.4: R and S beside each other, 32 bytes each.
    private static final String ALGORITHM = "SHA256withECDSAinP1363Format";

    private static final int PARTS = 3;

    /// Whether the certificate goes along.
    enum Certificates {
        /// Only its digest does.
        NAMED,
        /// With what leads to the private CA (RFC 7515, 4.1.6).
        ENCLOSED
    }

    private DeviceSignature() {}

    /// Signs a JSON text, for those who know the certificate.
    public static String sign(Credential credential, String type, String payload)
            throws IdentityException {
        return sign(credential, type, payload, Certificates.NAMED);
    }

    /// Signs a JSON text.
    static String sign(
            Credential credential, String type, String payload, Certificates certificates)
            throws IdentityException {
        try {
            String device = Credential.device(credential.certificate(), "what signs");
            String header =
                    "{\"alg\":\"ES256\",\"kid\":\"%s\",\"typ\":\"%s\",%s\"x5t#S256\":\"%s\"}"
                            .formatted(
                                    device,
                                    type,
                                    certificates == Certificates.ENCLOSED
                                            ? "\"x5c\":[" + chain(credential) + "],"
                                            : "",
                                    thumbprint(credential.certificate()));
            String input =
                    base64(header.getBytes(US_ASCII)) + "." + base64(payload.getBytes(UTF_8));
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(credential.key());
            signature.update(input.getBytes(US_ASCII));
            return input + "." + base64(signature.sign());
        } catch (GeneralSecurityException | ProviderException failed) {
            throw new IdentityException(
                    Trouble.OTHER_KEY, "the key cannot sign: " + failed, failed);
        }
    }

    /// Whether a JWS with enclosed certificates says exactly this, and its certificates lead to one
    /// of these authorities. When they were good does not matter: a log is older than they are.
    public static boolean verify(
            String jws, String type, String payload, Set<X509Certificate> authorities) {
        try {
            String[] parts = jws.split("\\.", -1);
            if (parts.length != PARTS || !parts[1].equals(base64(payload.getBytes(UTF_8)))) {
                return false;
            }
            JsonObject header =
                    JsonParser.parseString(new String(bytes(parts[0]), UTF_8)).getAsJsonObject();
            List<X509Certificate> chain = chain(header);
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(chain.getFirst().getPublicKey());
            signature.update((parts[0] + "." + parts[1]).getBytes(US_ASCII));
            return header.get("typ").getAsString().equals(type)
                    && header.get("alg").getAsString().equals("ES256")
                    && signature.verify(bytes(parts[2]))
                    && leads(chain, authorities);
        } catch (GeneralSecurityException
                | JsonParseException
                | IllegalArgumentException
                | IllegalStateException
                | NullPointerException refused) {
            return false;
        }
    }

    private static boolean leads(List<X509Certificate> chain, Set<X509Certificate> authorities)
            throws GeneralSecurityException {
        List<X509Certificate> path =
                chain.stream().filter(one -> !authorities.contains(one)).toList();
        PKIXParameters parameters =
                new PKIXParameters(
                        authorities.stream()
                                .map(one -> new TrustAnchor(one, null))
                                .collect(Collectors.toSet()));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(chain.getFirst().getNotBefore().toInstant()));
        CertPathValidator.getInstance("PKIX")
                .validate(
                        CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
        return true;
    }

    private static List<X509Certificate> chain(JsonObject header) throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> chain = new ArrayList<>();
        for (JsonElement one : header.getAsJsonArray("x5c")) {
            byte[] der = Base64.getDecoder().decode(one.getAsString());
            chain.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
        }
        return chain;
    }

    private static String chain(Credential credential) throws GeneralSecurityException {
        List<String> written = new ArrayList<>();
        for (X509Certificate one : credential.chain()) {
            written.add("\"" + Base64.getEncoder().encodeToString(one.getEncoded()) + "\"");
        }
        return String.join(",", written);
    }

    /// RFC 7515, 4.1.8.
    private static String thumbprint(X509Certificate certificate) throws GeneralSecurityException {
        return base64(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] bytes(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
