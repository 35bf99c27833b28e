package stanchion.gateway.identity;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

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
        String device = Credential.device(credential.certificate(), "the boot report");
        String payload =
                "{\"boot\":\"%s\",\"device\":\"%s\",\"statement\":%s,\"ts\":\"%s\"}"
                        .formatted(
                                boot.boot(),
                                device,
                                boot.statement(),
                                now.truncatedTo(ChronoUnit.SECONDS));
        return DeviceSignature.sign(credential, TYPE, payload);
    }
}
