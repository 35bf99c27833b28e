package stanchion.release;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import stanchion.boot.Json;
import stanchion.release.keys.KeySet;

/// What the delegated role says: who gets which version, and what there is to fetch for it.
///
/// @param content what the plan's versions are made from
public record AssignmentMetadata(long version, Instant expires, Plan plan, ContentList content) {
    /// The signed part.
    public Json signed() {
        return Draft.metadata("targets", version, expires)
                .put("targets", content.json())
                .put("x-stanchion", plan.json())
                .json();
    }

    /// Reads a signed one back; whose signature it bears is not looked at.
    ///
    /// @param name for messages
    public static AssignmentMetadata of(String name, SignedFile file) throws ReleaseException {
        JsonObject signed = file.content();
        try {
            return new AssignmentMetadata(
                    file.version(),
                    Instant.parse(signed.get("expires").getAsString()),
                    Plan.read(signed.getAsJsonObject("x-stanchion")),
                    ContentList.of(signed.getAsJsonObject("targets")));
        } catch (IllegalStateException
                | IllegalArgumentException
                | NullPointerException
                | UnsupportedOperationException
                | DateTimeParseException wrong) {
            throw new ReleaseException(name + ": no " + KeySet.ASSIGNMENT, wrong);
        }
    }

    /// Its file in a repository.
    public static String fileName(long version) {
        return version + "." + KeySet.ASSIGNMENT + ".json";
    }
}
