package stanchion.fleet.publish;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stanchion.fleet.mqtt.Message;

/// What a charger asks for: `{"file":SHA256,"first":n,"count":1…8}`.
///
/// @param answerTopic the charger's own, made of the topic it could write to; what the message
///   wants otherwise is nobody's business
/// @param correlation 16 bytes, returned with every chunk
@SuppressWarnings("ArrayRecordComponent") // passed on once, compared nowhere
record ChunkRequest(String answerTopic, byte[] correlation, String file, int first, int count) {
    /// Chunks of one request.
    static final int MOST_CHUNKS = 8;

    static final int CORRELATION_BYTES = 16;

    private static final int LONGEST = 256;
    private static final Pattern TOPIC =
            Pattern.compile("stanchion/v1/([A-Za-z0-9._-]{1,64})/update/request");

    /// Nothing when the message is no such request.
    static Optional<ChunkRequest> read(Message message) {
        Matcher topic = TOPIC.matcher(message.topic());
        if (!topic.matches()
                || message.payload().length > LONGEST
                || message.correlation().length != CORRELATION_BYTES) {
            return Optional.empty();
        }
        String answers = "stanchion/v1/" + topic.group(1) + "/update/content";
        try {
            String text = new String(message.payload(), StandardCharsets.UTF_8);
            return JsonParser.parseString(text) instanceof JsonObject json
                    ? request(answers, message.correlation(), json)
                    : Optional.empty();
        } catch (JsonParseException | NumberFormatException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<ChunkRequest> request(
            String answers, byte[] correlation, JsonObject json) {
        String file = text(json, "file");
        String first = text(json, "first");
        String count = text(json, "count");
        if (!ContentFolder.isDigest(file)
                || !first.matches("[0-9]{1,6}")
                || !count.matches("[1-8]")) {
            return Optional.empty();
        }
        return Optional.of(
                new ChunkRequest(
                        answers,
                        correlation,
                        file,
                        Integer.parseInt(first),
                        Integer.parseInt(count)));
    }

    private static String text(JsonObject json, String name) {
        return Optional.ofNullable(json.get(name))
                .filter(JsonElement::isJsonPrimitive)
                .map(JsonElement::getAsString)
                .orElse("");
    }
}
