package stanchion.release.sign;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import stanchion.boot.Json;
import stanchion.release.AssignmentMetadata;
import stanchion.release.ContentList;
import stanchion.release.OnlineMetadata;
import stanchion.release.Plan;
import stanchion.release.ReleaseException;
import stanchion.release.keys.KeySet;

/// Signs with the keys a server holds: assignment, snapshot, timestamp.
record OnlineRoles(Repository repository, RoleSigning signing, Instant now) {
    static final Duration ASSIGNMENT_LIFE = Duration.ofDays(90);
    static final Duration SNAPSHOT_LIFE = Duration.ofDays(90);
    static final Duration TIMESTAMP_LIFE = Duration.ofDays(14);

    /// Larger ones are refused by chargers.
    static final int LARGEST_ASSIGNMENT = 256 * 1024;

    /// A metadata file as a snapshot names it.
    @SuppressWarnings("ArrayRecordComponent") // handed on, compared nowhere
    record Named(long version, byte[] bytes) {}

    Named assignment(long version, Plan plan, ContentList content) throws ReleaseException {
        Json signed =
                new AssignmentMetadata(version, now.plus(ASSIGNMENT_LIFE), plan, content).signed();
        byte[] bytes = signing.sign(signed, KeySet.ASSIGNMENT);
        if (bytes.length > LARGEST_ASSIGNMENT) {
            throw new ReleaseException(
                    "the assignment would have "
                            + bytes.length
                            + " bytes, at most "
                            + LARGEST_ASSIGNMENT
                            + " are read; assign fewer versions at once");
        }
        return new Named(version, bytes);
    }

    /// Adds a snapshot of these to the publication, and signs the timestamp that names it.
    ///
    /// @return the timestamp
    byte[] snapshot(Publication publication, Named targets, Named assignment)
            throws ReleaseException {
        Optional<Repository.Present> before = repository.present();
        long version =
                before.isEmpty() ? 1 : before.get().timestamp().metaVersion("snapshot.json") + 1;
        Json signed =
                OnlineMetadata.of("snapshot", version, now.plus(SNAPSHOT_LIFE))
                        .naming("assignment.json", assignment.version(), assignment.bytes())
                        .naming("targets.json", targets.version(), targets.bytes())
                        .json();
        byte[] snapshot = signing.sign(signed, "snapshot");
        publication.numbered(repository.metadataFile(version + ".snapshot.json"), snapshot);
        return timestamp(new Named(version, snapshot), before);
    }

    byte[] timestamp(Named snapshot, Optional<Repository.Present> before) throws ReleaseException {
        long version = before.isEmpty() ? 1 : before.get().timestamp().version() + 1;
        return signing.sign(
                OnlineMetadata.of("timestamp", version, now.plus(TIMESTAMP_LIFE))
                        .naming("snapshot.json", snapshot.version(), snapshot.bytes())
                        .signedAt(now)
                        .json(),
                "timestamp");
    }
}
