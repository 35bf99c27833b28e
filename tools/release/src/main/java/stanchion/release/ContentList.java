package stanchion.release;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import stanchion.boot.CanonicalJson;
import stanchion.boot.Json;

/// Objects by their names. A repository keeps one such list for each release, unsigned: what it
/// names counts only once an assignment does.
public record ContentList(SortedMap<String, ContentObject> objects) {
    public ContentList {
        objects = Collections.unmodifiableSortedMap(new TreeMap<>(objects));
    }

    /// Of these objects.
    public static ContentList of(Iterable<ContentObject> objects) {
        TreeMap<String, ContentObject> list = new TreeMap<>();
        objects.forEach(object -> list.put(object.name(), object));
        return new ContentList(list);
    }

    /// The file's bytes.
    public byte[] bytes() {
        return CanonicalJson.bytes(json());
    }

    /// Reads what [#bytes] wrote.
    ///
    /// @param name for messages
    public static ContentList of(String name, byte[] bytes) throws ReleaseException {
        try {
            return of(
                    new Gson()
                            .fromJson(
                                    new String(bytes, StandardCharsets.US_ASCII),
                                    JsonObject.class));
        } catch (JsonSyntaxException
                | IllegalStateException
                | IllegalArgumentException
                | NullPointerException
                | UnsupportedOperationException wrong) {
            throw new ReleaseException(name + ": no list of content", wrong);
        }
    }

    static ContentList of(JsonObject targets) {
        TreeMap<String, ContentObject> list = new TreeMap<>();
        for (Map.Entry<String, JsonElement> one : targets.asMap().entrySet()) {
            list.put(one.getKey(), ContentObject.read(one.getValue().getAsJsonObject()));
        }
        return new ContentList(list);
    }

    Json json() {
        Draft draft = new Draft();
        objects.forEach((name, object) -> draft.put(name, object.json()));
        return draft.json();
    }
}
