package stanchion.gateway.update;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import stanchion.boot.Slot;
import stanchion.update.slot.Installed;
import stanchion.update.slot.Running;
import stanchion.update.slot.Running.Order;

/// What the boot verifier decided at this start, read from its run folder, which it alone writes.
final class BootedVersion {
    /// The key of the slot records.
    static final String KEY = "slots.key";

    private static final int KEY_BYTES = 32;
    private static final String BOOT_LOOP = "BOOT_LOOP ";

    private BootedVersion() {}

    /// Reads `boot.json`.
    static Running read(Path statement) throws IOException {
        try {
            JsonObject json =
                    JsonParser.parseString(Files.readString(statement, US_ASCII)).getAsJsonObject();
            return new Running(
                    Slot.valueOf(json.get("slot").getAsString()),
                    new Installed(
                            json.get("firmware").getAsString(),
                            json.get("targets_version").getAsLong(),
                            json.get("targets_sha256").getAsString(),
                            json.get("security_epoch").getAsLong()),
                    order(json),
                    refused(json));
        } catch (JsonParseException
                | IllegalStateException
                | IllegalArgumentException
                | NullPointerException incomplete) {
            throw new IOException(statement + " does not say which slot runs", incomplete);
        }
    }

    /// The key that the verifier left beside it.
    static byte[] key(Path statement) throws IOException {
        Path file = statement.resolveSibling(KEY);
        byte[] key = Files.readAllBytes(file);
        if (key.length != KEY_BYTES) {
            throw new IOException(file + " has " + key.length + " bytes, not " + KEY_BYTES);
        }
        return key;
    }

    private static Order order(JsonObject json) {
        boolean looped =
                json.has("notes")
                        && json.getAsJsonArray("notes").asList().stream()
                                .map(JsonElement::getAsString)
                                .anyMatch(note -> note.startsWith(BOOT_LOOP));
        return looped ? Order.BOOT_LOOP : Order.RECORDED;
    }

    private static Map<Slot, String> refused(JsonObject json) {
        Map<Slot, String> refused = new EnumMap<>(Slot.class);
        if (json.has("refused")) {
            for (JsonElement one : json.getAsJsonArray("refused")) {
                JsonObject slot = one.getAsJsonObject();
                refused.put(
                        Slot.valueOf(slot.get("slot").getAsString()),
                        slot.get("cause").getAsString());
            }
        }
        return refused;
    }
}
