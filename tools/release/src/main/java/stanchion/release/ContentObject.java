package stanchion.release;

import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.Optional;
import stanchion.boot.Json;

/// Something chargers fetch by its SHA-256, as the assignment names it.
///
/// @param length in bytes
/// @param gives SHA-256 of the file or manifest it yields
/// @param from SHA-256 of the file a delta begins with
/// @param chunks SHA-256 of its chunk list; none when it is one chunk
public record ContentObject(
        Kind kind,
        long length,
        String sha256,
        String gives,
        Optional<String> from,
        Optional<String> chunks) {
    /// How it yields what it gives.
    public enum Kind {
        /// A file of a slot, raw DEFLATE.
        FULL,
        /// What a file of an earlier slot lacks.
        DELTA,
        /// A targets file, raw DEFLATE.
        MANIFEST;

        /// Its spelling in metadata.
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind named(String text) {
            for (Kind kind : values()) {
                if (kind.text().equals(text)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("content of kind " + text);
        }
    }

    /// Its name among the targets of an assignment.
    public String name() {
        return sha256 + "." + kind.text();
    }

    Json json() {
        Draft custom = new Draft().text("kind", kind.text()).text("gives", gives);
        from.ifPresent(digest -> custom.text("from", digest));
        chunks.ifPresent(digest -> custom.text("chunks", digest));
        return new Draft()
                .whole("length", length)
                .draft("hashes", new Draft().text("sha256", sha256))
                .draft("custom", custom)
                .json();
    }

    static ContentObject read(JsonObject object) {
        JsonObject custom = object.getAsJsonObject("custom");
        return new ContentObject(
                Kind.named(custom.get("kind").getAsString()),
                object.get("length").getAsLong(),
                object.getAsJsonObject("hashes").get("sha256").getAsString(),
                custom.get("gives").getAsString(),
                text(custom, "from"),
                text(custom, "chunks"));
    }

    private static Optional<String> text(JsonObject object, String name) {
        return object.has(name) ? Optional.of(object.get(name).getAsString()) : Optional.empty();
    }
}
