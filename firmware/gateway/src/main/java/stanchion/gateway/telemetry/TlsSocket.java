package stanchion.gateway.telemetry;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// Opens connections with TLS 1.3 and nothing else, whose peer has proved its name.
final class TlsSocket {
    /// Limit of the TCP connection and, again, of the handshake.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private TlsSocket() {}

    static SSLSocket open(SSLSocketFactory factory, Endpoint peer) throws IOException {
        int patience = (int) PATIENCE.toMillis();
        Socket plain = new PatientSocket();
        try {
            plain.connect(new InetSocketAddress(peer.host(), peer.port()), patience);
            plain.setSoTimeout(patience);
            plain.setTcpNoDelay(true);
            SSLSocket socket =
                    (SSLSocket) factory.createSocket(plain, peer.host(), peer.port(), true);
            SSLParameters strict = socket.getSSLParameters();
            strict.setProtocols(new String[] {"TLSv1.3"});
            // checks the host against the certificate's subject alternative names (RFC 2818)
            strict.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(strict);
            socket.startHandshake();
            return socket;
        } catch (IOException failed) {
            plain.close();
            throw failed;
        }
    }
}
