package stanchion.notify;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/// TLS 1.3 and nothing else, with the charger's certificate, to a peer of the private CA that has
/// proved its name.
final class Tls {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Tls() {}

    static SSLSocket open(Identity identity, Broker broker)
            throws IOException, GeneralSecurityException {
        Socket plain = new Socket();
        try {
            int patience = (int) PATIENCE.toMillis();
            plain.connect(new InetSocketAddress(broker.host(), broker.port()), patience);
            plain.setSoTimeout(patience);
            SSLSocket socket =
                    (SSLSocket)
                            context(identity)
                                    .getSocketFactory()
                                    .createSocket(plain, broker.host(), broker.port(), true);
            SSLParameters strict = socket.getSSLParameters();
            strict.setProtocols(new String[] {"TLSv1.3"});
            strict.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(strict);
            socket.startHandshake();
            return socket;
        } catch (IOException | GeneralSecurityException failed) {
            plain.close();
            throw failed;
        }
    }

    private static SSLContext context(Identity identity)
            throws IOException, GeneralSecurityException {
        char[] nobody = new char[0];
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, nobody);
        own.setKeyEntry(
                "charger",
                identity.key(),
                nobody,
                identity.chain().toArray(X509Certificate[]::new));
        KeyStore believed = KeyStore.getInstance("PKCS12");
        believed.load(null, nobody);
        for (X509Certificate one : identity.authorities()) {
            believed.setCertificateEntry("ca " + one.getSerialNumber(), one);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(own, nobody);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(believed);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
