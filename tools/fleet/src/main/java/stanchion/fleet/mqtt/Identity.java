package stanchion.fleet.mqtt;

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
import stanchion.fleet.FleetException;

/// Who one is at a broker, and whom one believes there.
///
/// @param keyStore PKCS#12 with key and chain
/// @param trustStore PKCS#12 with the private CA
/// @param password of both
public record Identity(Path keyStore, Path trustStore, String password) {
    /// A key store with `ca.p12` and `password` in the same folder, as a maker's folder has them.
    public static Identity beside(Path keyStore) throws FleetException {
        try {
            String password = Files.readString(keyStore.resolveSibling("password")).strip();
            Identity identity = new Identity(keyStore, keyStore.resolveSibling("ca.p12"), password);
            identity.keys();
            identity.trust();
            return identity;
        } catch (IOException unreadable) {
            throw new FleetException(
                    keyStore + ": needs ca.p12 and password in the same folder", unreadable);
        }
    }

    /// Sockets that prove this identity and speak TLS 1.3.
    public SSLSocketFactory sockets() throws FleetException {
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(keys().getKeyManagers(), trust().getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException unusable) {
            throw new FleetException(keyStore + ": cannot be used", unusable);
        }
    }

    KeyManagerFactory keys() throws FleetException {
        char[] secret = password.toCharArray();
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(load(keyStore, secret), secret);
            return keys;
        } catch (GeneralSecurityException | IOException unusable) {
            throw new FleetException(keyStore + ": no key store one can open", unusable);
        }
    }

    TrustManagerFactory trust() throws FleetException {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(load(trustStore, password.toCharArray()));
            return trust;
        } catch (GeneralSecurityException | IOException unusable) {
            throw new FleetException(trustStore + ": no trust store one can open", unusable);
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
