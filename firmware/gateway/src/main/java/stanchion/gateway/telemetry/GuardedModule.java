package stanchion.gateway.telemetry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.mqttv5.client.internal.NetworkModule;

/// One connection, as Paho wants it.
final class GuardedModule implements NetworkModule {
    /// How often Paho's receiver, which is never interrupted, looks whether it shall end.
    private static final int READ_TIMEOUT_MILLIS = 1_000;

    private record Open(SSLSocket socket, InputStream guarded) {}

    private final SSLSocketFactory factory;
    private final Endpoint peer;
    private Optional<Open> open = Optional.empty();

    GuardedModule(SSLSocketFactory factory, Endpoint peer) {
        this.factory = factory;
        this.peer = peer;
    }

    @Override
    public void start() throws IOException {
        SSLSocket socket = TlsSocket.open(factory, peer);
        socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        open = Optional.of(new Open(socket, new PacketGuard(socket.getInputStream())));
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return connected().guarded();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return connected().socket().getOutputStream();
    }

    @Override
    public void stop() throws IOException {
        if (open.isPresent()) {
            open.get().socket().close();
        }
    }

    @Override
    public String getServerURI() {
        return peer.toString();
    }

    private Open connected() throws IOException {
        return open.orElseThrow(() -> new IOException("not connected"));
    }
}
