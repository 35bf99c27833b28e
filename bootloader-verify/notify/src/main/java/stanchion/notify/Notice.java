package stanchion.notify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/// The words in which owner and maker are told.
///
/// The maker gets the verifier's statement as the gateway would send it, on the topic `boot`: a JWS
/// (RFC 7515, compact, ES256) signed with the charger's key. The owner gets an event in plain JSON.
///
/// @param device the charger's id
/// @param boot the kernel's id of this boot
record Notice(String device, String boot, Refusals refusals) {
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int BOOT_DIGITS = 16;

    String bootTopic() {
        return "stanchion/v1/" + device + "/boot";
    }

    String eventTopic() {
        return "stanchion/v1/" + device + "/event";
    }

    String signed(Identity identity, Instant now) throws GeneralSecurityException {
        byte[] certificate = identity.chain().getFirst().getEncoded();
        String header =
                "{\"alg\":\"ES256\",\"kid\":\"%s\",\"typ\":\"stanchion-boot+jws\",\"x5t#S256\":\"%s\"}"
                        .formatted(device, base64(sha256(certificate)));
        String payload =
                "{\"boot\":\"%s\",\"device\":\"%s\",\"statement\":%s,\"ts\":\"%s\"}"
                        .formatted(
                                boot,
                                device,
                                refusals.statement(),
                                now.truncatedTo(ChronoUnit.SECONDS));
        String input = base64(ascii(header)) + "." + base64(ascii(payload));
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(identity.key());
        signature.update(ascii(input));
        return input + "." + base64(signature.sign());
    }

    /// @param seq counts the times this was told since the start, from 1
    String event(int seq, Instant now) {
        return ("{\"ts\":\"%s\",\"boot\":\"%s\",\"seq\":%d,\"source\":\"NOTIFIER\","
                        + "\"name\":\"NOTIFY_ONLY\",\"detail\":\"%s\"}")
                .formatted(
                        MILLIS.format(now),
                        boot.replace("-", "").substring(0, BOOT_DIGITS),
                        seq,
                        refusals.summary());
    }

    private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
