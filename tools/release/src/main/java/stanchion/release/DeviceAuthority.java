package stanchion.release;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.InstantSource;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/// The maker's certificate authority as its chargers meet it: they ask with a PKCS#10 request and
/// get a certificate for 90 days.
///
/// Who is allowed to ask is for the caller to know, see [#answer].
public final class DeviceAuthority {
    private static final int P256_BITS = 256;

    /// What becomes of a request.
    public sealed interface Answer {
        /// Here it is.
        ///
        /// @param chain the charger's certificate, then the authority's; PEM
        record Issued(X509Certificate certificate, String chain) implements Answer {}

        /// There is none, and why.
        record Declined(String reason) implements Answer {}
    }

    private final Certificates.Identity authority;
    private final InstantSource clock;

    private DeviceAuthority(Certificates.Identity authority, InstantSource clock) {
        this.authority = authority;
        this.clock = clock;
    }

    /// Reads `ca.pem` and `ca.key.pem` in a maker's folder.
    public static DeviceAuthority read(Path maker, InstantSource clock) throws ReleaseException {
        Path certificateFile = maker.resolve("ca.pem");
        Path keyFile = maker.resolve("ca.key.pem");
        try {
            X509Certificate certificate =
                    certificate(Pem.content(Files.readString(certificateFile), "CERTIFICATE"));
            byte[] key = Pem.content(Files.readString(keyFile), "PRIVATE KEY");
            KeyPair keys =
                    new KeyPair(
                            certificate.getPublicKey(),
                            KeyFactory.getInstance("EC")
                                    .generatePrivate(new PKCS8EncodedKeySpec(key)));
            return new DeviceAuthority(new Certificates.Identity(keys, certificate), clock);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException unusable) {
            throw new ReleaseException(
                    maker + ": holds no certificate authority (ca.pem, ca.key.pem)", unusable);
        }
    }

    private static X509Certificate certificate(byte[] der) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(der));
    }

    /// Answers a request.
    ///
    /// @param device who asks: the name under which the broker let it speak
    /// @param request PKCS#10, PEM
    public Answer answer(String device, String request) {
        try {
            byte[] der = Pem.content(request, "CERTIFICATE REQUEST");
            JcaPKCS10CertificationRequest read = new JcaPKCS10CertificationRequest(der);
            PublicKey key = read.getPublicKey();
            if (!(key instanceof ECPublicKey point)
                    || point.getParams().getCurve().getField().getFieldSize() != P256_BITS) {
                return new Answer.Declined("the key is not on P-256");
            }
            if (!read.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
                return new Answer.Declined("the request is not signed with its own key");
            }
            return names(read, device)
                    ? issue(device, key)
                    : new Answer.Declined("the request names another device than " + device);
        } catch (IOException
                | GeneralSecurityException
                | IllegalArgumentException
                | PKCSException
                | OperatorCreationException unreadable) {
            return new Answer.Declined("the request cannot be read");
        }
    }

    /// Whether the subject is this device's name alone.
    private static boolean names(JcaPKCS10CertificationRequest request, String device) {
        RDN[] subject = request.getSubject().getRDNs();
        return subject.length == 1
                && !subject[0].isMultiValued()
                && subject[0].getFirst().getType().equals(BCStyle.CN)
                && subject[0].getFirst().getValue().toString().equals(device);
    }

    private Answer issue(String device, PublicKey key) throws GeneralSecurityException {
        Certificates certificates = new Certificates(authority, clock.instant());
        X509Certificate certificate = certificates.operational(device, key);
        String chain =
                Pem.block("CERTIFICATE", certificate.getEncoded()) + authority.certificatePem();
        return new Answer.Issued(certificate, chain);
    }
}
