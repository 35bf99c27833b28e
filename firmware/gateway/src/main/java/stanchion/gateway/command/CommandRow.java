package stanchion.gateway.command;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stanchion.gateway.api.Topic;
import stanchion.gateway.command.Command.Ask;
import stanchion.gateway.json.StrictJson.RefusedException;

/// One command: a row of [CommandTable]. From it come the reader, the JSON Schema and the README.
///
/// @param fields of its own; every command has `id` and `expiresAt` too
/// @param demand which of them must be there together
/// @param reading makes sense of values that are as the fields say
public record CommandRow(
        Topic topic, Purpose purpose, List<Field> fields, Demand demand, Reading reading) {
    /// The id a sender gives, and when the command goes stale.
    static final List<Field> COMMON =
            List.of(
                    Field.optional(
                            "id",
                            new Form.Text(
                                    "[A-Za-z0-9._:-]{1,64}", "1 to 64 of A-Z a-z 0-9 . _ : -"),
                            "chosen by the sender, repeated in the acknowledgement"),
                    Field.optional(
                            "expiresAt",
                            new Form.Moment(),
                            "after this moment the command is refused. The MQTT 5 message expiry"
                                    + " does the same without clocks that agree. A command without"
                                    + " either is taken as fresh: the gateway keeps no session, so"
                                    + " a broker holds nothing for it."));

    /// What a command is for.
    ///
    /// @param title a word or two
    /// @param effect for people, in sentences
    public record Purpose(String title, String effect, Permission permission) {}

    /// What must be there beside the fields that are always required.
    public sealed interface Demand {
        record Nothing() implements Demand {}

        /// At least one field of its own.
        record AtLeastOne() implements Demand {}

        /// Or, instead of an object, the bare value of one field, as home controllers send it.
        record OrBare(String field, String effect) implements Demand {}
    }

    /// Makes sense of values that are as the row says.
    @FunctionalInterface
    public interface Reading {
        /// What the values mean.
        ///
        /// @throws RefusedException what the fields cannot say of each other, in one sentence
        Ask read(Values values) throws RefusedException;
    }

    /// A command without anything special.
    static CommandRow of(Topic topic, Purpose purpose, List<Field> fields, Reading reading) {
        return new CommandRow(topic, purpose, fields, new Demand.Nothing(), reading);
    }

    CommandRow demanding(Demand more) {
        return new CommandRow(topic, purpose, fields, more, reading);
    }

    /// All fields, in the order of the documents.
    public List<Field> allFields() {
        List<Field> all = new ArrayList<>(List.of(COMMON.getFirst()));
        all.addAll(fields);
        all.add(COMMON.getLast());
        return all;
    }

    /// What is wrong with a value for this command, if anything.
    Optional<String> complaint(JsonElement value) {
        return switch (demand) {
            case Demand.OrBare(String name, String effect) when !value.isJsonObject() ->
                    field(name).form().complaint(value, name);
            case Demand.AtLeastOne() ->
                    new Form.Group(allFields())
                            .complaint(value, "")
                            .or(() -> oneIsThere(value.getAsJsonObject()));
            case Demand.OrBare or -> new Form.Group(allFields()).complaint(value, "");
            case Demand.Nothing() -> new Form.Group(allFields()).complaint(value, "");
        };
    }

    /// The same value as an object.
    Values values(JsonElement value) {
        if (value instanceof JsonObject object) {
            return new Values(object);
        }
        JsonObject object = new JsonObject();
        if (demand instanceof Demand.OrBare(String name, String effect)) {
            object.add(name, value);
        }
        return new Values(object);
    }

    /// Everything somebody needs to be allowed for these values.
    List<Permission> permissions(Values values) {
        List<Permission> all = new ArrayList<>(List.of(purpose.permission()));
        fields.stream()
                .filter(field -> values.has(field.name()))
                .map(Field::permission)
                .forEach(all::add);
        return all;
    }

    private Field field(String name) {
        return fields.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    private Optional<String> oneIsThere(JsonObject object) {
        List<String> names = fields.stream().map(Field::name).toList();
        return names.stream().anyMatch(object::has)
                ? Optional.empty()
                : Optional.of("at least one is expected of " + String.join(", ", names));
    }
}
