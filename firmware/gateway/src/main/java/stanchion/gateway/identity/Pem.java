package stanchion.gateway.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Certificates and requests as text (RFC 7468).
final class Pem {
    /// Longer chains are nothing a charger must follow.
    private static final int MOST_CERTIFICATES = 4;

    private Pem() {}

    static String block(String label, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
    }

    static String certificates(List<X509Certificate> chain) throws CertificateException {
        StringBuilder text = new StringBuilder();
        for (X509Certificate certificate : chain) {
            text.append(block("CERTIFICATE", certificate.getEncoded()));
        }
        return text.toString();
    }

    /// One to four certificates, in their order.
    static List<X509Certificate> certificates(String text) throws CertificateException {
        List<X509Certificate> certificates = new ArrayList<>();
        CertificateFactory x509 = CertificateFactory.getInstance("X.509");
        ByteArrayInputStream bytes = new ByteArrayInputStream(text.getBytes(US_ASCII));
        for (Certificate one : x509.generateCertificates(bytes)) {
            certificates.add((X509Certificate) one);
        }
        if (certificates.isEmpty() || certificates.size() > MOST_CERTIFICATES) {
            throw new CertificateException(
                    certificates.size() + " certificates instead of 1 to " + MOST_CERTIFICATES);
        }
        return certificates;
    }
}
