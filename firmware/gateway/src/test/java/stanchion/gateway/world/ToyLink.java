package stanchion.gateway.world;

import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import stanchion.gateway.api.Topic;
import stanchion.gateway.telemetry.Backlog;
import stanchion.gateway.telemetry.CredentialSource;
import stanchion.gateway.telemetry.Credentials;
import stanchion.gateway.telemetry.Endpoint;
import stanchion.gateway.telemetry.Freight;
import stanchion.gateway.telemetry.Inbound;
import stanchion.gateway.telemetry.Message;
import stanchion.gateway.telemetry.MqttLink;
import stanchion.gateway.telemetry.Session;

/// A link to the broker without a gateway around it, and what waits for it.
public final class ToyLink implements Backlog {
    private final NavigableMap<Long, Message> waiting = new ConcurrentSkipListMap<>();
    private final String device;

    public ToyLink(String device) {
        this.device = device;
    }

    /// Makes the link; it is not started.
    public MqttLink link(int port, Path identity, Freight freight) throws Exception {
        return link(port, identity, freight, inbound -> {});
    }

    /// The same for somebody who wants to know what comes.
    public MqttLink link(int port, Path identity, Freight freight, Consumer<Inbound> inbox)
            throws Exception {
        Credentials credentials = Pki.credentials(identity);
        CredentialSource source =
                new CredentialSource() {
                    @Override
                    public Credentials present() {
                        return credentials;
                    }

                    @Override
                    public void refused() {}
                };
        Topic status = Topic.STATUS;
        Session session =
                new Session(
                        new Endpoint("localhost", port),
                        device,
                        source,
                        Message.plain(status.of(device), "online", status.retention()),
                        Message.plain(status.of(device), "offline", status.retention()),
                        List.of(Topic.CMD_LIMIT.of(device)));
        return new MqttLink(session, this, inbox, freight);
    }

    /// Whether nothing waits any more.
    public boolean isEmpty() {
        return waiting.isEmpty();
    }

    /// Lets one more message wait.
    public void waitsToo(long number, Message message) {
        waiting.put(number, message);
    }

    /// Lets so many meter messages wait.
    public void waits(int messages) {
        for (long number = 1; number <= messages; number++) {
            waiting.put(
                    number,
                    Message.plain(
                            Topic.METER.of(device),
                            "{\"seq\":" + number + "}",
                            Topic.METER.retention()));
        }
    }

    @Override
    public List<Waiting> after(long position, int atMost) {
        return waiting.tailMap(position, false).entrySet().stream()
                .limit(atMost)
                .map(entry -> new Waiting(entry.getKey(), entry.getValue()))
                .toList();
    }

    @Override
    public void delivered(List<Long> positions) {
        positions.forEach(waiting::remove);
    }
}
