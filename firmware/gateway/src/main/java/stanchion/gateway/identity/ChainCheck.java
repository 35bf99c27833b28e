package stanchion.gateway.identity;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Whether a certificate that came over the network is one this charger may use.
///
/// @param authorities the private CA
/// @param device whom it must name
/// @param now empty while the clock is not set: then its time is not judged
record ChainCheck(List<X509Certificate> authorities, String device, Optional<Instant> now) {
    private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NO_AUTHORITY = -1;

    /// What speaks against a certificate.
    enum Flaw {
        OTHER_KEY("is not for the key that was asked for"),
        OTHER_DEVICE("names another device"),
        NOT_FOR_CLIENTS("is not made for TLS clients"),
        NOT_YET_VALID("is not valid yet"),
        EXPIRED("has expired"),
        UNTRUSTED("does not lead to the private CA");

        private final String sentence;

        Flaw(String sentence) {
            this.sentence = sentence;
        }

        /// What it is, behind "the certificate".
        String sentence() {
            return sentence;
        }
    }

    /// The first thing that speaks against a chain.
    ///
    /// @param chain the charger's certificate first
    /// @param own the key it was asked for
    Optional<Flaw> judge(List<X509Certificate> chain, PublicKey own) {
        X509Certificate certificate = chain.getFirst();
        if (!Arrays.equals(certificate.getPublicKey().getEncoded(), own.getEncoded())) {
            return Optional.of(Flaw.OTHER_KEY);
        }
        if (!Credential.device(certificate).equals(Optional.of(device))) {
            return Optional.of(Flaw.OTHER_DEVICE);
        }
        if (!isForClients(certificate)) {
            return Optional.of(Flaw.NOT_FOR_CLIENTS);
        }
        return judge(chain);
    }

    /// The first thing that speaks against a chain, whosever it is: its time, and whom it leads to.
    Optional<Flaw> judge(List<X509Certificate> chain) {
        return time(chain.getFirst()).or(() -> trust(chain));
    }

    private static boolean isForClients(X509Certificate certificate) {
        try {
            List<String> purposes =
                    Optional.ofNullable(certificate.getExtendedKeyUsage()).orElse(List.of());
            boolean signs =
                    Optional.ofNullable(certificate.getKeyUsage())
                            .map(uses -> uses[DIGITAL_SIGNATURE])
                            .orElse(true);
            return signs
                    && purposes.contains(CLIENT_AUTHENTICATION)
                    && certificate.getBasicConstraints() == NO_AUTHORITY;
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    private Optional<Flaw> time(X509Certificate certificate) {
        Instant from = certificate.getNotBefore().toInstant();
        Instant to = certificate.getNotAfter().toInstant();
        if (!to.isAfter(from) || now.filter(to::isBefore).isPresent()) {
            return Optional.of(Flaw.EXPIRED);
        }
        return now.filter(from::isAfter).map(early -> Flaw.NOT_YET_VALID);
    }

    /// The path validation of RFC 5280, without revocation: the maker lets a certificate run out.
    private Optional<Flaw> trust(List<X509Certificate> chain) {
        Set<TrustAnchor> anchors =
                authorities.stream()
                        .map(one -> new TrustAnchor(one, null))
                        .collect(Collectors.toSet());
        List<X509Certificate> path =
                chain.stream().filter(one -> !authorities.contains(one)).toList();
        try {
            PKIXParameters parameters = new PKIXParameters(anchors);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(now.orElse(chain.getFirst().getNotBefore().toInstant())));
            CertPathValidator.getInstance("PKIX")
                    .validate(
                            CertificateFactory.getInstance("X.509").generateCertPath(path),
                            parameters);
            return Optional.empty();
        } catch (GeneralSecurityException untrusted) {
            return Optional.of(Flaw.UNTRUSTED);
        }
    }
}
