package stanchion.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.release.DeviceAuthority.Answer;

/// What a maker's authority signs, and what it does not.
final class DeviceAuthorityTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir private static Path maker;
    private static Certificates.Identity root;
    private static DeviceAuthority authority;

    @BeforeAll
    static void makeAuthority() throws Exception {
        root = new Certificates("test CA", NOW).authority();
        Files.writeString(maker.resolve("ca.pem"), root.certificatePem());
        Files.writeString(maker.resolve("ca.key.pem"), root.keyPem());
        authority = DeviceAuthority.read(maker, InstantSource.fixed(NOW));
    }

    @Test
    void chargerGetsACertificateForNinetyDaysOfItsOwnKey() throws Exception {
        KeyPair keys = keys("secp256r1");
        Answer answer = authority.answer("SN-1", request("CN=SN-1", keys));
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Issued.class,
                        issued -> {
                            X509Certificate certificate = issued.certificate();
                            assertThat(certificate.getPublicKey()).isEqualTo(keys.getPublic());
                            assertThat(certificate.getSubjectX500Principal().getName())
                                    .isEqualTo("CN=SN-1");
                            assertThat(certificate.getNotAfter().toInstant())
                                    .isEqualTo(NOW.plus(Duration.ofDays(90)));
                            assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
                            assertThat(issued.chain()).containsOnlyOnce("\n-----BEGIN");
                        });
        X509Certificate certificate = ((Answer.Issued) answer).certificate();
        certificate.verify(root.certificate().getPublicKey());
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
    }

    @Test
    void requestInAnotherNameIsDeclined() throws Exception {
        KeyPair keys = keys("secp256r1");
        for (String subject :
                new String[] {
                    "CN=SN-2",
                    "CN=sn-1",
                    "CN=SN-1,O=x",
                    "O=SN-1",
                    "CN=SN-2,CN=SN-1",
                    "CN=SN-2+CN=SN-1"
                }) {
            assertThat(authority.answer("SN-1", request(subject, keys)))
                    .as(subject)
                    .isEqualTo(new Answer.Declined("the request names another device than SN-1"));
        }
    }

    @Test
    void keyOfAnotherKindOrWithoutProofIsDeclined() throws Exception {
        KeyPair large = keys("secp384r1");
        assertThat(authority.answer("SN-1", request("CN=SN-1", large)))
                .isEqualTo(new Answer.Declined("the key is not on P-256"));
        KeyPair keys = keys("secp256r1");
        KeyPair others = keys("secp256r1");
        String stolen = request("CN=SN-1", new KeyPair(keys.getPublic(), others.getPrivate()));
        assertThat(authority.answer("SN-1", stolen))
                .isEqualTo(new Answer.Declined("the request is not signed with its own key"));
    }

    @Test
    void nonsenseIsDeclined() throws Exception {
        String good = request("CN=SN-1", keys("secp256r1"));
        for (String text : new String[] {"", "x", good.substring(0, 100), good.replace("M", "!")}) {
            assertThat(authority.answer("SN-1", text)).isInstanceOf(Answer.Declined.class);
        }
    }

    @Test
    void folderWithoutAnAuthorityIsNamed() {
        Path empty = maker.resolve("empty");
        assertThatThrownBy(() -> DeviceAuthority.read(empty, InstantSource.system()))
                .isInstanceOf(ReleaseException.class)
                .hasMessageContaining(empty + ": holds no certificate authority");
    }

    private static String request(String subject, KeyPair keys) throws Exception {
        byte[] request =
                new JcaPKCS10CertificationRequestBuilder(new X500Name(subject), keys.getPublic())
                        .build(
                                new JcaContentSignerBuilder("SHA256withECDSA")
                                        .build(keys.getPrivate()))
                        .getEncoded();
        return Pem.block("CERTIFICATE REQUEST", request);
    }

    private static KeyPair keys(String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }
}
