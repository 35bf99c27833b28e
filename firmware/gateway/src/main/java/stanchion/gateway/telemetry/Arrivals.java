package stanchion.gateway.telemetry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.tinylog.Logger;
import stanchion.gateway.telemetry.Inbound.Content;
import stanchion.gateway.telemetry.Inbound.Delivery;
import stanchion.gateway.telemetry.Inbound.ReplyTo;
import stanchion.units.Uptime;

/// What comes from the broker over one connection: messages, and its end.
final class Arrivals implements MqttCallback {
    private final Consumer<Inbound> inbox;
    private final Freight freight;
    private final Runnable stir;
    private final AtomicReference<Optional<String>> end = new AtomicReference<>(Optional.empty());

    /// @param stir wakes the sender
    Arrivals(Consumer<Inbound> inbox, Freight freight, Runnable stir) {
        this.inbox = inbox;
        this.freight = freight;
        this.stir = stir;
    }

    Runnable stir() {
        return stir;
    }

    /// Why the connection ended, once it has.
    Optional<String> end() {
        return end.get();
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        try {
            if (freight.isWanted(topic)) {
                freight.arrived(parcel(topic, message));
            } else {
                inbox.accept(inbound(topic, message));
            }
        } catch (RuntimeException bug) {
            // thrown into Paho it would vanish; a single message must not end the connection either
            Logger.error(bug, "a message on {} could not be handled", topic);
        }
    }

    private static Parcel parcel(String topic, MqttMessage message) {
        String correlation =
                Optional.ofNullable(message.getProperties()).map(Arrivals::correlation).orElse("");
        return new Parcel(topic, ByteBuffer.wrap(message.getPayload()), correlation);
    }

    private static Inbound inbound(String topic, MqttMessage message) {
        Optional<MqttProperties> properties = Optional.ofNullable(message.getProperties());
        return new Inbound(
                topic,
                content(message.getPayload()),
                message.isRetained() ? Delivery.RETAINED : Delivery.LIVE,
                properties.flatMap(Arrivals::reply),
                properties
                        .flatMap(present -> Optional.ofNullable(present.getMessageExpiryInterval()))
                        .map(Duration::ofSeconds),
                new Uptime(System.nanoTime()));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        Optional<MqttException> cause = Optional.ofNullable(response.getException());
        end("lost the broker: " + cause.map(Throwable::toString).orElse("it said goodbye"));
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        Logger.debug("Paho reports {}", exception.toString());
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        stir.run();
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
        Logger.debug("connected to {}", serverUri);
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        end("the broker asked for an authentication that is not spoken here");
    }

    private void end(String reason) {
        end.set(Optional.of(reason.replaceAll("\\s+", " ")));
        stir.run();
    }

    private static Content content(byte[] payload) {
        if (payload.length > Inbound.MAX_BYTES) {
            return new Content.TooLong(payload.length);
        }
        try {
            return new Content.Text(UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString());
        } catch (CharacterCodingException notText) {
            return new Content.NotText();
        }
    }

    private static Optional<ReplyTo> reply(MqttProperties properties) {
        return Optional.ofNullable(properties.getResponseTopic())
                .map(topic -> new ReplyTo(topic, correlation(properties)));
    }

    private static String correlation(MqttProperties properties) {
        return Optional.ofNullable(properties.getCorrelationData())
                .map(bytes -> new String(bytes, ISO_8859_1))
                .orElse("");
    }
}
