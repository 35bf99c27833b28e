package stanchion.fleet.ingest;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stanchion.fleet.store.UpdateTold;
import stanchion.update.Channel;

/// Reads what chargers say on `update`. Chargers are strangers: what does not fit is nothing.
final class UpdateReader {
    private static final int LONGEST = 16 * 1024;
    private static final int LONGEST_WORD = 64;
    private static final int MOST_GIVEN_UP = 16;

    private UpdateReader() {}

    static Optional<UpdateTold> read(String device, byte[] payload) {
        if (payload.length > LONGEST) {
            return Optional.empty();
        }
        try {
            JsonElement read = JsonParser.parseString(new String(payload, StandardCharsets.UTF_8));
            return Optional.of(told(device, read.getAsJsonObject()));
        } catch (JsonParseException
                | IllegalStateException
                | UnsupportedOperationException
                | NumberFormatException
                | DateTimeException malformed) {
            return Optional.empty();
        }
    }

    private static UpdateTold told(String device, JsonObject json) {
        JsonObject installed = member(json, "installed").getAsJsonObject();
        return new UpdateTold(
                device,
                Instant.parse(word(json, "ts")),
                doing(json),
                new UpdateTold.Installed(
                        word(installed, "firmware"),
                        number(installed, "targets"),
                        word(installed, "sha256")),
                gaveUp(member(json, "gave_up").getAsJsonArray()));
    }

    private static UpdateTold.Doing doing(JsonObject json) {
        return new UpdateTold.Doing(
                word(json, "state"),
                Channel.named(word(json, "channel"))
                        .orElseThrow(() -> new IllegalStateException("channel")),
                json.has("waiting_for") ? Optional.of(word(json, "waiting_for")) : Optional.empty(),
                json.has("offered")
                        ? Optional.of(number(member(json, "offered").getAsJsonObject(), "targets"))
                        : Optional.empty(),
                number(json, "serial"));
    }

    private static List<UpdateTold.GaveUp> gaveUp(JsonArray array) {
        List<UpdateTold.GaveUp> all = new ArrayList<>();
        for (JsonElement one : array) {
            if (all.size() < MOST_GIVEN_UP) {
                JsonObject item = one.getAsJsonObject();
                all.add(new UpdateTold.GaveUp(number(item, "targets"), word(item, "cause")));
            }
        }
        return all;
    }

    private static JsonElement member(JsonObject json, String name) {
        return Optional.ofNullable(json.get(name))
                .orElseThrow(() -> new IllegalStateException(name));
    }

    private static long number(JsonObject json, String name) {
        long number = member(json, name).getAsLong();
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw new IllegalStateException(name);
        }
        return number;
    }

    private static String word(JsonObject json, String name) {
        String word = member(json, name).getAsString();
        if (word.length() > LONGEST_WORD || word.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IllegalStateException(name);
        }
        return word;
    }
}
