package stanchion.gateway.command;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import stanchion.gateway.api.Topic;
import stanchion.gateway.command.Command.Ask;
import stanchion.gateway.json.FlatJson;
import stanchion.gateway.json.FlatJson.RefusedException;
import stanchion.link.Request.Enablement;
import stanchion.units.Amps;

/// Reads commands: a strict JSON object, or a bare value as home controllers send it. Unknown
/// fields are refused: who sends them means something that would not happen.
final class CommandReader {
    private static final BigDecimal LEAST_AMPS = BigDecimal.valueOf(6);
    private static final BigDecimal MOST_AMPS = BigDecimal.valueOf(80);
    private static final int LONGEST_VALIDITY_SECONDS = 24 * 60 * 60;

    /// A controller that cannot say how long it means its limit means it until its next one.
    private static final Duration VALIDITY_OF_BARE_VALUE =
            Duration.ofSeconds(LONGEST_VALIDITY_SECONDS);

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private static final Pattern MOMENT =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?Z");

    private CommandReader() {}

    static Parsed read(Topic topic, String text) {
        Optional<String> id = Optional.empty();
        try {
            if (!FlatJson.isObject(text)) {
                return understood(id, bare(topic, FlatJson.value(text)), Optional.empty());
            }
            Map<String, JsonElement> fields = fields(topic, text);
            id = id(fields);
            Optional<Instant> expiresAt = expiresAt(fields);
            Ask ask = ask(topic, fields);
            if (!fields.isEmpty()) {
                throw new RefusedException("there is an unknown field");
            }
            return understood(id, ask, expiresAt);
        } catch (RefusedException refused) {
            return new Parsed.Refused(id, String.valueOf(refused.getMessage()));
        }
    }

    private static Map<String, JsonElement> fields(Topic topic, String text)
            throws RefusedException {
        return topic == Topic.CMD_UPDATE
                ? FlatJson.nested(text)
                : new LinkedHashMap<>(FlatJson.object(text));
    }

    private static Parsed understood(Optional<String> id, Ask ask, Optional<Instant> expiresAt) {
        return new Parsed.Understood(new Command(id, ask, expiresAt));
    }

    private static Ask bare(Topic topic, JsonPrimitive value) throws RefusedException {
        return switch (topic) {
            case CMD_LIMIT -> new Ask.Limit(amps(value), VALIDITY_OF_BARE_VALUE);
            case CMD_ENABLE -> new Ask.Enable(enablement(value));
            default -> throw new RefusedException("a JSON object is expected");
        };
    }

    /// Takes the fields of the command out of `fields`.
    private static Ask ask(Topic topic, Map<String, JsonElement> fields) throws RefusedException {
        return switch (topic) {
            case CMD_LIMIT ->
                    new Ask.Limit(
                            amps(required(fields, "amps")),
                            validity(required(fields, "validForSeconds")));
            case CMD_ENABLE -> new Ask.Enable(enablement(required(fields, "enabled")));
            case CMD_CLEAR -> new Ask.Clear();
            case CMD_UPDATE -> new Ask.Update(UpdateWishReader.read(fields));
            default -> throw new RefusedException("this topic takes no commands");
        };
    }

    private static JsonPrimitive required(Map<String, JsonElement> fields, String name)
            throws RefusedException {
        return taken(fields, name)
                .orElseThrow(() -> new RefusedException("the field " + name + " is missing"));
    }

    /// Takes a field out.
    private static Optional<JsonPrimitive> taken(Map<String, JsonElement> fields, String name)
            throws RefusedException {
        JsonElement value = fields.remove(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isJsonPrimitive()) {
            throw new RefusedException(name + " may not be null");
        }
        return Optional.of(value.getAsJsonPrimitive());
    }

    private static Amps amps(JsonPrimitive value) throws RefusedException {
        BigDecimal amps = number(value, "amps");
        boolean allowed =
                amps.signum() == 0
                        || (amps.compareTo(LEAST_AMPS) >= 0 && amps.compareTo(MOST_AMPS) <= 0);
        if (!allowed) {
            throw new RefusedException("amps must be 0 or 6 to 80");
        }
        return new Amps(amps.doubleValue());
    }

    private static Duration validity(JsonPrimitive value) throws RefusedException {
        BigDecimal seconds = number(value, "validForSeconds");
        boolean allowed =
                seconds.stripTrailingZeros().scale() <= 0
                        && seconds.signum() > 0
                        && seconds.compareTo(BigDecimal.valueOf(LONGEST_VALIDITY_SECONDS)) <= 0;
        if (!allowed) {
            throw new RefusedException("validForSeconds must be a whole number from 1 to 86400");
        }
        return Duration.ofSeconds(seconds.longValueExact());
    }

    private static BigDecimal number(JsonPrimitive value, String name) throws RefusedException {
        if (!value.isNumber()) {
            throw new RefusedException(name + " must be a number");
        }
        return value.getAsBigDecimal();
    }

    private static Enablement enablement(JsonPrimitive value) throws RefusedException {
        if (!value.isBoolean()) {
            throw new RefusedException("enabled must be true or false");
        }
        return value.getAsBoolean() ? Enablement.ENABLED : Enablement.DISABLED;
    }

    private static Optional<String> id(Map<String, JsonElement> fields) throws RefusedException {
        Optional<JsonPrimitive> value = taken(fields, "id");
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!value.get().isString() || !ID.matcher(value.get().getAsString()).matches()) {
            throw new RefusedException("id must be 1 to 64 of A-Z a-z 0-9 . _ : -");
        }
        return value.map(JsonPrimitive::getAsString);
    }

    private static Optional<Instant> expiresAt(Map<String, JsonElement> fields)
            throws RefusedException {
        Optional<JsonPrimitive> value = taken(fields, "expiresAt");
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String text = value.get().getAsString();
        try {
            if (value.get().isString() && MOMENT.matcher(text).matches()) {
                return Optional.of(Instant.parse(text));
            }
        } catch (DateTimeException noSuchMoment) {
            throw new RefusedException("expiresAt is no moment", noSuchMoment);
        }
        throw new RefusedException("expiresAt must look like 2026-01-31T12:00:00Z");
    }
}
