package stanchion.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Optional;
import stanchion.gateway.api.Topic.Retention;
import stanchion.gateway.telemetry.Message;

/// Response topics are chosen by whoever sends a command, so they are not believed: a charger must
/// not be made to speak where chargers speak or are spoken to.
final class ReplyTopics {
    private static final int MAX_BYTES = 256;

    private ReplyTopics() {}

    static boolean isAllowed(String topic) {
        return !topic.isEmpty()
                && topic.getBytes(UTF_8).length <= MAX_BYTES
                && topic.chars().noneMatch(c -> c == '#' || c == '+' || Character.isISOControl(c))
                && !topic.startsWith("$")
                && !topic.equals("stanchion")
                && !topic.startsWith("stanchion/");
    }

    static Message message(
            String topic, String payload, Optional<String> correlation, Duration life) {
        return new Message(topic, payload, Retention.PASSING, correlation, Optional.of(life));
    }
}
