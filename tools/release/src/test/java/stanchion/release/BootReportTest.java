package stanchion.release;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stanchion.release.BootReport.Checked;
import stanchion.release.BootReport.Flaw;

/// Every way in which a boot report can be wrong.
final class BootReportTest {
    private static final String PAYLOAD =
            "{\"boot\":\"0b3f1c9e-1111-4222-8333-444455556666\",\"device\":\"SN-1\","
                    + "\"statement\":{\"firmware\":\"2.0.1\",\"mode\":\"boot\",\"slot\":\"A\"},"
                    + "\"ts\":\"2026-11-22T10:11:12Z\"}";

    private static Certificates.Identity charger;
    private static Certificates.Identity renewed;
    private static Certificates.Identity other;

    @BeforeAll
    static void makeChargers() throws Exception {
        Certificates authority = new Certificates("test CA", Instant.now());
        charger = authority.client("SN-1");
        renewed = authority.client("SN-1");
        other = authority.client("SN-2");
    }

    @Test
    void reportOfTheChargerIsBelieved() throws Exception {
        assertThat(check(signed(header(charger), PAYLOAD, charger)))
                .isInstanceOfSatisfying(
                        Checked.Genuine.class,
                        report -> {
                            assertThat(report.device()).isEqualTo("SN-1");
                            assertThat(report.boot()).startsWith("0b3f1c9e-");
                            assertThat(report.at()).isEqualTo("2026-11-22T10:11:12Z");
                            assertThat(report.said("slot")).contains("A");
                            assertThat(report.said("colour")).isEmpty();
                        });
    }

    @Test
    void reportWithoutASignatureIsNotBelieved() throws Exception {
        String none = header(charger).replace("ES256", "none");
        assertDoubtful(Flaw.ALGORITHM, base64(none) + "." + base64(PAYLOAD) + ".");
        assertDoubtful(Flaw.SIGNATURE, base64(header(charger)) + "." + base64(PAYLOAD) + ".");
        assertDoubtful(Flaw.MALFORMED, base64(header(charger)) + "." + base64(PAYLOAD));
    }

    /// RFC 8725, 2.1: the public key, which everybody knows, taken for a shared secret.
    @Test
    void reportAuthenticatedWithThePublicKeyAsASecretIsNotBelieved() throws Exception {
        String hs256 = header(charger).replace("ES256", "HS256");
        String input = base64(hs256) + "." + base64(PAYLOAD);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(
                new SecretKeySpec(charger.certificate().getPublicKey().getEncoded(), "HmacSHA256"));
        assertDoubtful(Flaw.ALGORITHM, input + "." + base64(mac.doFinal(input.getBytes(US_ASCII))));
    }

    @Test
    void reportOfAnotherChargerIsNotBelieved() throws Exception {
        String others = PAYLOAD.replace("SN-1", "SN-2");
        assertDoubtful(Flaw.OTHER_DEVICE, signed(header(other), others, other));
        String pretender = header(other).replace("SN-2", "SN-1");
        assertDoubtful(Flaw.OTHER_CERTIFICATE, signed(pretender, PAYLOAD, other));
        assertDoubtful(Flaw.SIGNATURE, signed(header(charger), PAYLOAD, other));
        assertDoubtful(Flaw.OTHER_DEVICE, signed(header(charger), others, charger));
    }

    @Test
    void reportSignedWithAnotherCertificateOfTheChargerIsToldApart() throws Exception {
        String report = signed(header(renewed), PAYLOAD, renewed);
        assertDoubtful(Flaw.OTHER_CERTIFICATE, report);
        assertThat(BootReport.verify(report, renewed.certificate()))
                .isInstanceOf(Checked.Genuine.class);
    }

    @Test
    void everyAlteredCharacterIsNoticed() throws Exception {
        String good = signed(header(charger), PAYLOAD, charger);
        int signature = good.lastIndexOf('.') + 1;
        for (int at = 0; at < good.length(); at++) {
            if (at == good.length() - 1 || at == signature - 1) {
                continue; // the last character of 64 bytes carries bits that mean nothing
            }
            char altered = good.charAt(at) == 'A' ? 'B' : 'A';
            String report = good.substring(0, at) + altered + good.substring(at + 1);
            assertThat(check(report)).as("character %d", at).isInstanceOf(Checked.Doubtful.class);
        }
        for (int length = 0; length < good.length(); length++) {
            assertThat(check(good.substring(0, length))).isInstanceOf(Checked.Doubtful.class);
        }
    }

    @Test
    void signatureMadeForAnotherPurposeIsNotBelieved() throws Exception {
        String session = header(charger).replace("stanchion-boot+jws", "stanchion-session+jws");
        assertDoubtful(Flaw.TYPE, signed(session, PAYLOAD, charger));
        String untyped = header(charger).replace("\"typ\":\"stanchion-boot+jws\",", "");
        assertDoubtful(Flaw.TYPE, signed(untyped, PAYLOAD, charger));
    }

    @Test
    void headerThatAsksForMoreThanIsUnderstoodIsNotBelieved() throws Exception {
        String critical = header(charger).replace("{\"alg\"", "{\"crit\":[\"b64\"],\"alg\"");
        assertDoubtful(Flaw.MALFORMED, signed(critical, PAYLOAD, charger));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "\"x\"",
                "{'a':1}",
                "{\"device\":\"SN-1\"}",
                "{\"device\":\"SN-1\",\"statement\":{}}",
                "{\"device\":\"SN-1\",\"statement\":{},\"ts\":\"yesterday\"}",
                "{\"device\":\"SN-1\",\"statement\":1,\"ts\":\"2026-11-22T10:11:12Z\"}"
            })
    void signedNonsenseIsNoReport(String payload) throws Exception {
        Checked checked = check(signed(header(charger), payload, charger));
        assertThat(checked).isInstanceOf(Checked.Doubtful.class);
        assertThat(((Checked.Doubtful) checked).flaw()).isIn(Flaw.PAYLOAD, Flaw.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b", "a.b.c", "a.b.c.d", "ä.b.c", "{}.e30.AA"})
    void nonsenseIsNoReport(String report) {
        assertThat(check(report)).isInstanceOf(Checked.Doubtful.class);
    }

    private static void assertDoubtful(Flaw flaw, String report) {
        assertThat(check(report))
                .isInstanceOfSatisfying(
                        Checked.Doubtful.class,
                        doubt -> assertThat(doubt.flaw()).as(doubt.detail()).isEqualTo(flaw));
    }

    private static Checked check(String report) {
        return BootReport.verify(report, charger.certificate());
    }

    private static String header(Certificates.Identity who) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(who.certificate().getEncoded());
        return "{\"alg\":\"ES256\",\"kid\":\"%s\",\"typ\":\"stanchion-boot+jws\",\"x5t#S256\":\"%s\"}"
                .formatted(
                        who.certificate().getSubjectX500Principal().getName().substring(3),
                        base64(digest));
    }

    private static String signed(String header, String payload, Certificates.Identity by)
            throws Exception {
        String input = base64(header) + "." + base64(payload);
        PrivateKey key = by.keys().getPrivate();
        Signature signer = Signature.getInstance("SHA256withECDSAinP1363Format");
        signer.initSign(key);
        signer.update(input.getBytes(US_ASCII));
        return input + "." + base64(signer.sign());
    }

    private static String base64(String text) {
        return base64(text.getBytes(US_ASCII));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
