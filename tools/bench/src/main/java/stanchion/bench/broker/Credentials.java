package stanchion.bench.broker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/// Who a client of the broker is, and whom it believes.
///
/// @param keyStore PKCS#12 with key and chain
/// @param trustStore PKCS#12 with the private CA
/// @param password of both stores
public record Credentials(Path keyStore, Path trustStore, String password) {
    /// Sockets that prove this identity and speak TLS 1.3.
    SSLSocketFactory sockets() {
        char[] secret = password.toCharArray();
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(load(keyStore, secret), secret);
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(load(trustStore, secret));
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException e) {
            throw new BrokerTrouble("the key store " + keyStore + " cannot be used", e);
        }
    }

    private static KeyStore load(Path file, char[] secret)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, secret);
        }
        return store;
    }
}
