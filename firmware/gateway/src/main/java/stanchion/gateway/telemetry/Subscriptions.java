package stanchion.gateway.telemetry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tinylog.Logger;

/// Keeps what one connection is subscribed to in step with what is wanted.
final class Subscriptions {
    /// @param want its number, see [Freight#topics]
    private record Made(long want, Sent sent) {}

    private final MqttConnection connection;
    private final Freight freight;
    private final Map<String, Made> made = new LinkedHashMap<>();

    Subscriptions(MqttConnection connection, Freight freight) {
        this.connection = connection;
        this.freight = freight;
    }

    void step() throws LinkLostException {
        Map<String, Long> wanted = freight.topics();
        for (String topic : List.copyOf(made.keySet())) {
            if (!wanted.containsKey(topic)) {
                made.remove(topic);
                connection.unsubscribe(topic);
            }
        }
        for (Map.Entry<String, Long> one : wanted.entrySet()) {
            subscribe(one.getKey(), one.getValue());
        }
    }

    private void subscribe(String topic, long want) throws LinkLostException {
        Made one = made.get(topic);
        if (one == null || one.want() != want) {
            made.put(topic, new Made(want, connection.subscribe(topic)));
            return;
        }
        switch (one.sent().fate()) {
            case Sent.Fate.Acknowledged() -> freight.subscribed(topic, want);
            case Sent.Fate.Pending() -> Logger.trace("{} is being subscribed", topic);
            case Sent.Fate.Refused(int code) ->
                    Logger.debug("the broker refused {}, reason code {}", topic, code);
            case Sent.Fate.Lost(Throwable cause) ->
                    throw new LinkLostException("not subscribed to " + topic, cause);
        }
    }
}
