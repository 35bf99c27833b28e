package stanchion.update.tuf;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a client reads of metadata, see The Update Framework specification 1.0.31, section 4.
public sealed interface Signed {
    Head head();

    /// What all have in common.
    ///
    /// @param version 1 or more
    /// @param expires from then on it is not believed
    record Head(long version, Instant expires) {}

    /// Who may sign the four top-level roles.
    ///
    /// @param consistent whether other files bear their version in their name
    record RootRole(Head head, Authorities roles, boolean consistent) implements Signed {}

    record Authorities(
            Authority root, Authority timestamp, Authority snapshot, Authority targets) {}

    /// Which snapshot is the newest.
    ///
    /// @param made when it was signed, where that is said: it is later than that now
    record TimestampRole(Head head, FileInfo snapshot, Optional<Instant> made) implements Signed {}

    /// Which targets belong together.
    ///
    /// @param meta by file name, without the version
    record SnapshotRole(Head head, Map<String, FileInfo> meta) implements Signed {
        public SnapshotRole {
            meta = Map.copyOf(meta);
        }
    }

    /// Files, and others who may name files.
    ///
    /// @param targets by path
    /// @param delegations in the order they are asked
    record TargetsRole(Head head, Map<String, TargetFile> targets, List<Delegation> delegations)
            implements Signed {
        public TargetsRole {
            targets = Map.copyOf(targets);
            delegations = List.copyOf(delegations);
        }
    }

    default long version() {
        return head().version();
    }

    /// Whether it is past.
    default boolean expired(Instant now) {
        return !now.isBefore(head().expires());
    }
}
