package stanchion.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stanchion.gateway.world.Authority;
import stanchion.gateway.world.Tool;

/// Our own DER, read by others.
class SigningRequestTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A",
                "SN-1",
                "a.b_c-d",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
            })
    void requestIsReadByBouncyCastle(String device) throws Exception {
        KeyPair keys = Authority.keys();
        String request = Pem.block("CERTIFICATE REQUEST", SigningRequest.of(device, keys));
        assertThat(Authority.asking(request)).isEqualTo(keys.getPublic());
        assertThat(Authority.subject(request)).isEqualTo("CN=" + device);
    }

    @Test
    void requestIsVerifiedByOpenssl() throws Exception {
        Tool.require("openssl", "openssl");
        Path file = folder.resolve("request.pem");
        byte[] request = SigningRequest.of("SN-1", Authority.keys());
        Files.writeString(file, Pem.block("CERTIFICATE REQUEST", request));
        Tool.Said said = verify(file);
        assertThat(said.status()).as(said.text()).isZero();
        assertThat(said.text()).contains("verify OK").contains("subject=CN = SN-1");
        request[request.length - 1] ^= 1;
        Files.writeString(file, Pem.block("CERTIFICATE REQUEST", request));
        assertThat(verify(file).text()).doesNotContain("verify OK");
    }

    private static Tool.Said verify(Path file) throws Exception {
        return Tool.run("openssl", "req", "-verify", "-noout", "-subject", "-in", file.toString());
    }

    @Test
    void selfSignedCertificateIsOneToTheJdk() throws Exception {
        KeyPair keys = Authority.keys();
        byte[] der = SigningRequest.selfSigned("name", BigInteger.valueOf(200), keys);
        X509Certificate read =
                (X509Certificate)
                        CertificateFactory.getInstance("X.509")
                                .generateCertificate(new ByteArrayInputStream(der));
        read.verify(keys.getPublic());
        read.checkValidity();
        assertThat(read.getSerialNumber()).isEqualTo(200);
        assertThat(read.getPublicKey()).isEqualTo(keys.getPublic());
        assertThat(read.getSubjectX500Principal().getName()).isEqualTo("CN=name");
    }
}
