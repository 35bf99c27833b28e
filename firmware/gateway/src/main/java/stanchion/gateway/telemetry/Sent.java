package stanchion.gateway.telemetry;

import java.util.Arrays;
import java.util.Optional;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.common.MqttException;

/// A message on its way to the broker.
final class Sent {
    /// From here on a reason code of MQTT 5 means failure.
    private static final int FAILURE = 0x80;

    /// What has become of a message.
    sealed interface Fate {
        record Pending() implements Fate {}

        record Acknowledged() implements Fate {}

        /// The broker acknowledged it with a failure: it does not have it.
        record Refused(int reasonCode) implements Fate {}

        record Lost(Throwable cause) implements Fate {}
    }

    private final IMqttToken token;

    Sent(IMqttToken token) {
        this.token = token;
    }

    Fate fate() {
        if (!token.isComplete()) {
            return new Fate.Pending();
        }
        Optional<MqttException> failure = Optional.ofNullable(token.getException());
        if (failure.isPresent()) {
            return new Fate.Lost(failure.get());
        }
        int worst =
                Optional.ofNullable(token.getReasonCodes()).stream()
                        .flatMapToInt(Arrays::stream)
                        .max()
                        .orElse(0);
        return worst >= FAILURE ? new Fate.Refused(worst) : new Fate.Acknowledged();
    }
}
