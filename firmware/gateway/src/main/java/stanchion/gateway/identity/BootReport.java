package stanchion.gateway.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.ProviderException;
import java.security.Signature;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import stanchion.gateway.identity.IdentityException.Trouble;

/// What the charger booted, signed with the key of its certificate: a JWS (RFC 7515, compact,
/// ES256).
///
/// ```text
/// header    {"alg":"ES256","kid":"<device>","typ":"stanchion-boot+jws","x5t#S256":"<certificate>"}
/// payload   {"boot":"<id of this boot>","device":"<device>","statement":{…},"ts":"<UTC>"}
/// ```
///
/// Both are canonical JSON. `typ` keeps the signature from meaning anything elsewhere. It proves
/// that somebody with this charger's key says so; whoever has taken over the gateway can say
/// anything.
public final class BootReport {
    private static final String TYPE = "stanchion-boot+jws";

    private BootReport() {}

    /// The report of a boot.
    ///
    /// @param now by a clock that is set
    public static String sign(Credential credential, BootFile boot, Instant now)
            throws IdentityException {
        try {
            String device = Credential.device(credential.certificate(), "the boot report");
            String header =
                    "{\"alg\":\"ES256\",\"kid\":\"%s\",\"typ\":\"%s\",\"x5t#S256\":\"%s\"}"
                            .formatted(device, TYPE, thumbprint(credential));
            String payload =
                    "{\"boot\":\"%s\",\"device\":\"%s\",\"statement\":%s,\"ts\":\"%s\"}"
                            .formatted(
                                    boot.boot(),
                                    device,
                                    boot.statement(),
                                    now.truncatedTo(ChronoUnit.SECONDS));
            String input =
                    base64(header.getBytes(US_ASCII)) + "." + base64(payload.getBytes(US_ASCII));
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
