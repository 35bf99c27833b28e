package stanchion.bench.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.bench.broker.Delivery;
import stanchion.bench.broker.Delivery.Retention;
import stanchion.release.DeviceAuthority;
import stanchion.release.DeviceAuthority.Answer;
import stanchion.release.Pem;

/// Who gets a certificate at the maker's desk.
class EnrolmentDeskTest {
    @TempDir private Path maker;
    private EnrolmentDesk desk;

    @BeforeEach
    void openDesk() throws Exception {
        KeyPair keys = keys();
        X500Name name = new X500Name("CN=test CA");
        Instant now = Instant.now();
        byte[] certificate =
                new JcaX509v3CertificateBuilder(
                                name,
                                BigInteger.ONE,
                                Date.from(now.minusSeconds(60)),
                                Date.from(now.plus(Duration.ofDays(1))),
                                name,
                                keys.getPublic())
                        .build(signer(keys))
                        .getEncoded();
        Files.writeString(maker.resolve("ca.pem"), Pem.block("CERTIFICATE", certificate));
        Files.writeString(
                maker.resolve("ca.key.pem"),
                Pem.block("PRIVATE KEY", keys.getPrivate().getEncoded()));
        DeviceAuthority authority = DeviceAuthority.read(maker, InstantSource.system());
        desk = new EnrolmentDesk(authority, Set.of("SN-1", "SN-2"), line -> {});
    }

    @Test
    void chargerOfOursGetsOneInItsOwnName() throws Exception {
        assertThat(desk.judge("SN-1", request("SN-1", Retention.NEWS)))
                .isInstanceOf(Answer.Issued.class);
    }

    @Test
    void requestOnTheTopicOfAnotherChargerIsDeclined() throws Exception {
        assertThat(desk.judge("SN-2", request("SN-1", Retention.NEWS)))
                .isEqualTo(new Answer.Declined("the request names another device than SN-2"));
    }

    @Test
    void strangerIsDeclined() throws Exception {
        assertThat(desk.judge("SN-3", request("SN-3", Retention.NEWS)))
                .isEqualTo(new Answer.Declined("SN-3 is not one of ours"));
    }

    @Test
    void retainedLongOrUnreadableRequestIsDeclined() throws Exception {
        assertThat(desk.judge("SN-1", request("SN-1", Retention.KEPT)))
                .isInstanceOf(Answer.Declined.class);
        for (String text :
                new String[] {"", "{", "[]", "{}", "{\"request\":1}", "x".repeat(9000)}) {
            assertThat(desk.judge("SN-1", delivery(text, Retention.NEWS)))
                    .isInstanceOf(Answer.Declined.class);
        }
    }

    private static Delivery request(String device, Retention retention) throws Exception {
        KeyPair keys = keys();
        byte[] request =
                new JcaPKCS10CertificationRequestBuilder(
                                new X500Name("CN=" + device), keys.getPublic())
                        .build(signer(keys))
                        .getEncoded();
        JsonObject text = new JsonObject();
        text.addProperty("request", Pem.block("CERTIFICATE REQUEST", request));
        return delivery(text.toString(), retention);
    }

    private static Delivery delivery(String text, Retention retention) {
        return new Delivery("stanchion/v1/x/identity/csr", text.getBytes(UTF_8), retention);
    }

    private static ContentSigner signer(KeyPair keys) throws Exception {
        return new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
    }

    private static KeyPair keys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }
}
