package stanchion.release;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import stanchion.boot.Algorithm;
import stanchion.boot.Key;
import stanchion.boot.Role;

/// A root as the maker reads it, with whoever has signed it so far.
///
/// @param file its signatures and bytes
/// @param metadata what it says
public record RootFile(SignedFile file, RootMetadata metadata) {
    /// Reads a root.
    public static RootFile read(Path path) throws ReleaseException {
        return of(path.toString(), SignedFile.read(path));
    }

    /// Reads a root.
    ///
    /// @param name for messages
    public static RootFile of(String name, SignedFile file) throws ReleaseException {
        try {
            return new RootFile(file, metadata(file.content()));
        } catch (IllegalStateException
                | IllegalArgumentException
                | NullPointerException
                | UnsupportedOperationException
                | DateTimeParseException wrong) {
            throw new ReleaseException(name + ": no root of these tools", wrong);
        }
    }

    /// The role of this name.
    public Role role(String name) throws ReleaseException {
        for (Role role : metadata.roles()) {
            if (role.name().equals(name)) {
                return role;
            }
        }
        throw new ReleaseException("root " + metadata.version() + " has no role " + name);
    }

    /// How many keys of a role have signed.
    public int count(Role role) {
        return (int) role.keys().values().stream().filter(file::verifiedBy).count();
    }

    private static RootMetadata metadata(JsonObject signed) {
        if (!signed.get("_type").getAsString().equals("root")) {
            throw new IllegalArgumentException("not a root");
        }
        TreeMap<String, Key> keys = new TreeMap<>();
        signed.getAsJsonObject("keys").asMap().forEach((id, key) -> keys.put(id, key(id, key)));
        List<Role> roles = new ArrayList<>();
        for (Map.Entry<String, JsonElement> role :
                signed.getAsJsonObject("roles").asMap().entrySet()) {
            roles.add(role(role.getKey(), role.getValue().getAsJsonObject(), keys));
        }
        return new RootMetadata(
                signed.get("version").getAsInt(),
                Instant.parse(signed.get("expires").getAsString()),
                roles,
                epochs(signed));
    }

    private static RootMetadata.Epochs epochs(JsonObject signed) {
        if (!signed.has("x-stanchion")) {
            return RootMetadata.Epochs.ANY;
        }
        JsonObject ours = signed.getAsJsonObject("x-stanchion");
        return new RootMetadata.Epochs(
                ours.get("lowest_epoch").getAsLong(), ours.get("highest_epoch").getAsLong());
    }

    private static Key key(String id, JsonElement element) {
        JsonObject key = element.getAsJsonObject();
        String raw = key.getAsJsonObject("keyval").get("public").getAsString();
        for (Algorithm algorithm : Algorithm.values()) {
            if (algorithm.scheme().equals(key.get("scheme").getAsString())) {
                Key found = new Key(algorithm, raw);
                if (found.id().equals(id)) {
                    return found;
                }
            }
        }
        throw new IllegalArgumentException("key " + id + " is of no known kind");
    }

    private static Role role(String name, JsonObject role, Map<String, Key> known) {
        TreeMap<String, Key> keys = new TreeMap<>();
        for (JsonElement id : role.getAsJsonArray("keyids")) {
            Key key = known.get(id.getAsString());
            if (key == null) {
                throw new IllegalArgumentException("role " + name + " names an unknown key");
            }
            keys.put(key.id(), key);
        }
        return new Role(name, keys, role.get("threshold").getAsInt());
    }
}
