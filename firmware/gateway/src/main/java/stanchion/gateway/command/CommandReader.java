package stanchion.gateway.command;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Optional;
import stanchion.gateway.api.Topic;
import stanchion.gateway.command.Command.Ask;
import stanchion.gateway.command.Signatures.Finding;
import stanchion.gateway.json.StrictJson;
import stanchion.gateway.json.StrictJson.RefusedException;

/// Reads commands as [CommandTable] says: a strict JSON object, or where the row allows it a bare
/// value as home controllers send it, or either of them signed. Unknown fields are refused: who
/// sends them means something that would not happen.
final class CommandReader {
    /// The only field of a command that is signed.
    static final String SIGNED = "signed";

    private final Signatures signatures;

    CommandReader(Signatures signatures) {
        this.signatures = signatures;
    }

    /// Who sent a command, and by what name.
    private record Sender(Optional<String> id, Optional<Signer> signer) {}

    /// Whether it looks like a command that is signed, and may be longer.
    static boolean isSigned(String text) {
        return text.startsWith("{\"" + SIGNED + "\":");
    }

    Parsed read(Topic topic, String text) {
        Optional<CommandRow> row = CommandTable.row(topic);
        if (row.isEmpty()) {
            return new Parsed.Refused(Optional.empty(), "this topic takes no commands");
        }
        try {
            JsonElement value = StrictJson.value(text);
            return value instanceof JsonObject object && object.has(SIGNED)
                    ? signed(row.get(), object)
                    : read(row.get(), value, new Sender(id(value), Optional.empty()));
        } catch (RefusedException refused) {
            return new Parsed.Refused(Optional.empty(), String.valueOf(refused.getMessage()));
        }
    }

    private Parsed signed(CommandRow row, JsonObject envelope) {
        if (envelope.size() != 1
                || !(envelope.get(SIGNED) instanceof JsonPrimitive jws)
                || !jws.isString()) {
            return new Parsed.Refused(
                    Optional.empty(), "a signed command is an object with signed alone, a JWS");
        }
        return switch (signatures.examine(row.topic(), jws.getAsString())) {
            case Finding.Refused(Optional<String> id, String reason) ->
                    new Parsed.Denied(id, reason);
            case Finding.Genuine(Signer signer, String id, JsonElement arguments) ->
                    read(row, arguments, new Sender(Optional.of(id), Optional.of(signer)));
        };
    }

    private Parsed read(CommandRow row, JsonElement value, Sender sender) {
        Optional<String> complaint = row.complaint(value);
        if (complaint.isPresent()) {
            return new Parsed.Refused(sender.id(), complaint.get());
        }
        Values values = row.values(value);
        Ownership ownership = signatures.ownership();
        for (Permission permission : row.permissions(values)) {
            if (!permission.allows(sender.signer().map(Signer::role), ownership)) {
                return new Parsed.Denied(sender.id(), "this is for: " + permission.text());
            }
        }
        try {
            Ask ask = row.reading().read(values);
            return new Parsed.Understood(
                    new Command(sender.id(), ask, values.moment("expiresAt"), sender.signer()));
        } catch (RefusedException refused) {
            return new Parsed.Refused(sender.id(), String.valueOf(refused.getMessage()));
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
