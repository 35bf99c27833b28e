package stanchion.gateway.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.ProviderException;
import java.security.Signature;
import java.util.Base64;
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
    private DeviceSignature() {}

    /// Signs a JSON text.
    public static String sign(Credential credential, String type, String payload)
            throws IdentityException {
        try {
            String device = Credential.device(credential.certificate(), "what is to be signed");
            String header =
                    "{\"alg\":\"ES256\",\"kid\":\"%s\",\"typ\":\"%s\",\"x5t#S256\":\"%s\"}"
                            .formatted(device, type, thumbprint(credential));
            String input =
                    base64(header.getBytes(US_ASCII)) + "." + base64(payload.getBytes(UTF_8));
            // RFC 7518, 3.4: R and S beside each other, 32 bytes each
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(credential.key());
            signature.update(input.getBytes(US_ASCII));
            return input + "." + base64(signature.sign());
        } catch (GeneralSecurityException | ProviderException failed) {
            throw new IdentityException(
                    Trouble.OTHER_KEY, "the key cannot sign: " + failed, failed);
        }
    }

    /// RFC 7515, 4.1.8.
    private static String thumbprint(Credential credential) throws GeneralSecurityException {
        byte[] certificate = credential.certificate().getEncoded();
        return base64(MessageDigest.getInstance("SHA-256").digest(certificate));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
