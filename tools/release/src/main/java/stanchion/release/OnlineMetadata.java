package stanchion.release;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

    /// Says when it was signed: it is later than that for everybody who trusts it, so that a clock
    /// set back revives nothing.
    public OnlineMetadata signedAt(Instant now) {
        draft.draft(
                "x-stanchion",
                new Draft().text("signed", now.truncatedTo(ChronoUnit.SECONDS).toString()));
        return this;
    }

    /// The signed part.
    public Json json() {
        return draft.draft("meta", meta).json();
    }
}
