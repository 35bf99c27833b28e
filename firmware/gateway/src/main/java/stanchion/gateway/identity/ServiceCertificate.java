package stanchion.gateway.identity;

import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import stanchion.gateway.identity.ChainCheck.Flaw;

/// A certificate of the private CA for somebody who serves chargers. What for stands in its
/// extended key usage, which only the CA writes; one that is for TLS clients is a device's or a
/// person's and serves nobody.
///
/// @param chain the certificate first
public record ServiceCertificate(List<X509Certificate> chain) {
    private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";
    private static final String ANY = "2.5.29.37.0";
    private static final int NO_AUTHORITY = -1;

    /// The certificates of a JWS (RFC 7515, 4.1.6).
    ///
    /// @param encoded DER in base64, one to four
    public static ServiceCertificate of(List<String> encoded) throws CertificateException {
        StringBuilder pem = new StringBuilder();
        for (String one : encoded) {
            try {
                pem.append(Pem.block("CERTIFICATE", Base64.getDecoder().decode(one)));
            } catch (IllegalArgumentException malformed) {
                throw new CertificateException(malformed);
            }
        }
        return new ServiceCertificate(Pem.certificates(pem.toString()));
    }

    /// What speaks against it, behind "the certificate".
    ///
    /// @param now by a clock that is set
    public Optional<String> flaw(List<X509Certificate> authorities, Instant now) {
        if (certificate().getBasicConstraints() != NO_AUTHORITY) {
            return Optional.of("is one of an authority");
        }
        ChainCheck check = new ChainCheck(authorities, "", Optional.of(now));
        return check.judge(chain).map(Flaw::sentence);
    }

    /// What it is for: object identifiers; of one that is for anything, or for TLS clients, none.
    public List<String> purposes() {
        try {
            List<String> all =
                    Optional.ofNullable(certificate().getExtendedKeyUsage()).orElse(List.of());
            return all.contains(CLIENT_AUTHENTICATION) || all.contains(ANY) ? List.of() : all;
        } catch (CertificateParsingException malformed) {
            return List.of();
        }
    }

    public X509Certificate certificate() {
        return chain.getFirst();
    }
}
