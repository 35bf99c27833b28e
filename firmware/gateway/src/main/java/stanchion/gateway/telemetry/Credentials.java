package stanchion.gateway.telemetry;

import java.security.GeneralSecurityException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import stanchion.gateway.identity.Credential;

/// Who the charger is on a connection, and whom it believes.
///
/// @param device its id on every topic
/// @param sockets make connections with its certificate, to peers of the private CA alone
public record Credentials(String device, SSLSocketFactory sockets) {
    /// What a credential and a private CA are in TLS 1.3.
    ///
    /// @throws IllegalStateException when this Java lacks TLS 1.3
    public static Credentials of(
            String device, Credential credential, List<X509Certificate> authorities) {
        try {
            PKIXBuilderParameters believed =
                    new PKIXBuilderParameters(
                            authorities.stream()
                                    .map(one -> new TrustAnchor(one, null))
                                    .collect(Collectors.toSet()),
                            new X509CertSelector());
            believed.setRevocationEnabled(false);
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(new CertPathTrustManagerParameters(believed));
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(
                    new KeyManager[] {new OneCredential(credential)},
                    trust.getTrustManagers(),
                    null);
            return new Credentials(device, context.getSocketFactory());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
