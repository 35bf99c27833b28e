package stanchion.release;

import java.time.Instant;
import stanchion.boot.Json;

/// Writes the signed parts of snapshot and timestamp, which only update clients read.
public final class OnlineMetadata {
    private final Draft draft;
    private final Draft meta = new Draft();

    private OnlineMetadata(Draft draft) {
        this.draft = draft;
    }

    /// Of a role, `snapshot` or `timestamp`.
    public static OnlineMetadata of(String role, long version, Instant expires) {
        return new OnlineMetadata(Draft.metadata(role, version, expires));
    }

    /// Vouches for another file.
    public OnlineMetadata naming(String file, long version, byte[] content) {
        meta.draft(
                file,
                new Draft()
                        .whole("version", version)
                        .whole("length", content.length)
                        .draft("hashes", new Draft().text("sha256", Digests.sha256(content))));
        return this;
    }

    /// The signed part.
    public Json json() {
        return draft.draft("meta", meta).json();
    }
}
