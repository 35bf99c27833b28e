package stanchion.release;

import java.time.Instant;
import stanchion.boot.Json;

/// Writes the signed parts of snapshot and timestamp, which only update clients read.
public final class OnlineMetadata {
    private final Draft draft;

    private OnlineMetadata(Draft draft) {
        this.draft = draft;
    }

    /// Of a role, `snapshot` or `timestamp`.
    public static OnlineMetadata of(String role, long version, Instant expires) {
        return new OnlineMetadata(Draft.metadata(role, version, expires));
    }

    /// The signed part, which vouches for one other file.
    public Json naming(String file, long version, byte[] content) {
        Draft about =
                new Draft()
                        .whole("version", version)
                        .whole("length", content.length)
                        .draft("hashes", new Draft().text("sha256", Digests.sha256(content)));
        return draft.draft("meta", new Draft().draft(file, about)).json();
    }
}
