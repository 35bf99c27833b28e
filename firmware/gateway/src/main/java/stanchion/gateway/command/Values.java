package stanchion.gateway.command;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The fields of a command that was found to be as its row says: who asks for one in the type the
/// row names gets it.
public final class Values {
    private final JsonObject object;

    Values(JsonObject object) {
        this.object = object;
    }

    /// Whether the field is there; null counts.
    public boolean has(String name) {
        return object.has(name);
    }

    /// Whether the field is there and null.
    public boolean isNull(String name) {
        return object.has(name) && object.get(name).isJsonNull();
    }

    public Optional<BigDecimal> number(String name) {
        return of(name, JsonElement::getAsBigDecimal);
    }

    public Optional<String> text(String name) {
        return of(name, JsonElement::getAsString);
    }

    public Optional<Boolean> truth(String name) {
        return of(name, JsonElement::getAsBoolean);
    }

    public Optional<Instant> moment(String name) {
        return text(name).map(Instant::parse);
    }

    public Optional<LocalTime> timeOfDay(String name) {
        return text(name).map(LocalTime::parse);
    }

    public Optional<Values> group(String name) {
        return of(name, JsonElement::getAsJsonObject).map(Values::new);
    }

    /// The items of a list of groups; of one that is not there, none.
    public List<Values> groups(String name) {
        return items(name).stream().map(JsonElement::getAsJsonObject).map(Values::new).toList();
    }

    /// The items of a list of words; of one that is not there, none.
    public List<String> texts(String name) {
        return items(name).stream().map(JsonElement::getAsString).toList();
    }

    private List<JsonElement> items(String name) {
        return of(name, list -> list.getAsJsonArray().asList()).orElse(List.of());
    }

    private <T> Optional<T> of(String name, Function<JsonElement, T> as) {
        return Optional.ofNullable(object.get(name)).filter(value -> !value.isJsonNull()).map(as);
    }
}
