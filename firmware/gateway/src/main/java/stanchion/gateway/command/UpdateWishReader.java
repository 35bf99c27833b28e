package stanchion.gateway.command;

import com.google.gson.JsonElement;
import java.time.LocalTime;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import stanchion.gateway.command.UpdateWish.Check;
import stanchion.gateway.command.UpdateWish.Window;
import stanchion.gateway.json.FlatJson.RefusedException;
import stanchion.update.Channel;

/// Reads the fields of `cmd/update`.
final class UpdateWishReader {
    private static final Pattern TIME_OF_DAY = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
    private static final String FROM = "window.from";
    private static final String TO = "window.to";

    private UpdateWishReader() {}

    /// Takes the fields of the command out of `fields`.
    static UpdateWish read(Map<String, JsonElement> fields) throws RefusedException {
        UpdateWish wish = new UpdateWish(check(fields), channel(fields), window(fields));
        if (wish.check() == Check.WHEN_IT_IS_TIME
                && wish.channel().isEmpty()
                && wish.window().isEmpty()) {
            throw new RefusedException("one of check, channel and window is expected");
        }
        return wish;
    }

    private static Check check(Map<String, JsonElement> fields) throws RefusedException {
        JsonElement value = fields.remove("check");
        if (value == null) {
            return Check.WHEN_IT_IS_TIME;
        }
        if (!value.isJsonPrimitive()
                || !value.getAsJsonPrimitive().isBoolean()
                || !value.getAsBoolean()) {
            throw new RefusedException("check can only be true");
        }
        return Check.NOW;
    }

    private static Optional<Channel> channel(Map<String, JsonElement> fields)
            throws RefusedException {
        JsonElement value = fields.remove("channel");
        if (value == null) {
            return Optional.empty();
        }
        Optional<Channel> named = text(value).flatMap(Channel::named);
        if (named.isEmpty()) {
            throw new RefusedException("channel must be lts, stable or beta");
        }
        return named;
    }

    private static Optional<Window> window(Map<String, JsonElement> fields)
            throws RefusedException {
        JsonElement whole = fields.remove("window");
        JsonElement from = fields.remove(FROM);
        JsonElement to = fields.remove(TO);
        if (whole == null && from == null && to == null) {
            return Optional.empty();
        }
        if (whole != null) {
            if (!whole.isJsonNull()) {
                throw new RefusedException("window must be null or have from and to");
            }
            return Optional.of(new Window.Always());
        }
        LocalTime start = timeOfDay(Optional.ofNullable(from));
        LocalTime end = timeOfDay(Optional.ofNullable(to));
        if (start.equals(end)) {
            throw new RefusedException("a window from and to the same time is none");
        }
        return Optional.of(new Window.Daily(start, end));
    }

    private static LocalTime timeOfDay(Optional<JsonElement> value) throws RefusedException {
        return value.flatMap(UpdateWishReader::text)
                .filter(text -> TIME_OF_DAY.matcher(text).matches())
                .map(LocalTime::parse)
                .orElseThrow(
                        () -> new RefusedException("window must have from and to, such as 02:00"));
    }

    private static Optional<String> text(JsonElement value) {
        return value.isJsonPrimitive() && value.getAsJsonPrimitive().isString()
                ? Optional.of(value.getAsString())
                : Optional.empty();
    }
}
