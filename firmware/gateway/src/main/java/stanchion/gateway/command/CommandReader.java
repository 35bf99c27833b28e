package stanchion.gateway.command;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import stanchion.gateway.api.Topic;
import stanchion.gateway.command.Command.Ask;
import stanchion.gateway.json.StrictJson;
import stanchion.gateway.json.StrictJson.RefusedException;

/// Reads commands as [CommandTable] says: a strict JSON object, or where the row allows it a bare
/// value as home controllers send it. Unknown fields are refused: who sends them means something
/// that would not happen.
final class CommandReader {
    private final Supplier<Ownership> ownership;

    /// @param ownership whether there is an owner, now
    CommandReader(Supplier<Ownership> ownership) {
        this.ownership = ownership;
    }

    Parsed read(Topic topic, String text) {
        Optional<CommandRow> row = CommandTable.row(topic);
        if (row.isEmpty()) {
            return new Parsed.Refused(Optional.empty(), "this topic takes no commands");
        }
        try {
            return read(row.get(), StrictJson.value(text));
        } catch (RefusedException refused) {
            return new Parsed.Refused(Optional.empty(), String.valueOf(refused.getMessage()));
        }
    }

    private Parsed read(CommandRow row, JsonElement value) {
        Optional<String> complaint = row.complaint(value);
        if (complaint.isPresent()) {
            return new Parsed.Refused(id(value), complaint.get());
        }
        Values values = row.values(value);
        List<Permission> needed = row.permissions(values);
        for (Permission permission : needed) {
            if (!permission.allows(Optional.empty(), ownership.get())) {
                return new Parsed.Refused(
                        id(value), "this wants a signature by " + permission.text());
            }
        }
        try {
            Ask ask = row.reading().read(values);
            return new Parsed.Understood(new Command(id(value), ask, values.moment("expiresAt")));
        } catch (RefusedException refused) {
            return new Parsed.Refused(id(value), String.valueOf(refused.getMessage()));
        }
    }

    /// The sender's id, where that much can be read.
    private static Optional<String> id(JsonElement value) {
        return value instanceof JsonObject object
                        && object.get("id") instanceof JsonPrimitive id
                        && CommandRow.COMMON.getFirst().form().complaint(id, "id").isEmpty()
                ? Optional.of(id.getAsString())
                : Optional.empty();
    }
}
