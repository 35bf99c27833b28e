package stanchion.gateway.telemetry;

import java.net.URI;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.internal.NetworkModule;
import org.eclipse.paho.mqttv5.client.spi.NetworkModuleFactory;

/// Gives Paho connections of ours, with a [PacketGuard] between broker and Paho. Public because
/// Paho looks it up as a service; of no use to anybody else.
public final class GuardedModuleFactory implements NetworkModuleFactory {
    static final String SCHEME = "stanchion-guarded";

    /// For the service loader.
    public GuardedModuleFactory() {}

    @Override
    public Set<String> getSupportedUriSchemes() {
        return Set.of(SCHEME);
    }

    @Override
    public void validateURI(URI uri) {
        if (uri.getHost() == null || uri.getPort() < 0) {
            throw new IllegalArgumentException(uri + " lacks a host or a port");
        }
    }

    @Override
    public NetworkModule createNetworkModule(
            URI uri, MqttConnectionOptions options, String clientId) {
        if (options.getSocketFactory() instanceof SSLSocketFactory sockets) {
            return new GuardedModule(sockets, new Endpoint(uri.getHost(), uri.getPort()));
        }
        throw new IllegalArgumentException("the guarded connection needs TLS sockets");
    }
}
