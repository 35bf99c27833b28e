package stanchion.update;

import java.io.IOException;
import java.util.Optional;

/// Brings versions into the slot that does not run. An [IOException] is the storage's, but for an
/// [UnreachableException].
interface Supply {
    /// What came of a bounded piece of work.
    sealed interface Progress {}

    /// There is more to do.
    ///
    /// @param percent of the bytes
    record More(int percent) implements Progress {}

    /// A chunk was not the signed one; it will be asked for again.
    record ChunkRefused(String detail) implements Progress {}

    /// All of it stands in the slot, each file with its signed digests; `Slots.finish` is next.
    ///
    /// @param firmware the version's name
    record Whole(String firmware) implements Progress {}

    /// Looks for the version this charger shall run.
    ///
    /// @return nothing when nobody says, or a lower one is meant for others
    Optional<Wanted> look(Channel channel) throws IOException, UpdateRefused;

    /// Goes on with a version.
    Progress advance(Wanted wanted) throws IOException, UpdateRefused;

    /// Removes what was downloaded.
    void abandon() throws IOException;
}
