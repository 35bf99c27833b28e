package stanchion.release.sign;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import stanchion.release.AssignmentMetadata;
import stanchion.release.ContentList;
import stanchion.release.ContentObject;
import stanchion.release.Plan;
import stanchion.release.ReleaseException;
import stanchion.release.SignedFile;
import stanchion.release.TargetsFile;
import stanchion.release.keys.KeySet;
import stanchion.release.keys.Passphrases;

/// Says who gets which release of a repository, with the keys that a server holds.
///
/// Keys are opened when they first sign, and stay open. One thread at a time; other processes are
/// kept out by the repository's lock while something is written.
public final class Assignments {
    /// What ends sooner than this is signed again by [#refresh].
    public static final Duration RENEWED_BEFORE = Duration.ofDays(30);

    private final Repository repository;
    private final RoleSigning signing;

    Assignments(Repository repository, RoleSigning signing) {
        this.repository = repository;
        this.signing = signing;
    }

    /// Of a repository.
    ///
    /// @param keys a key set in which the private halves of assignment, snapshot and timestamp
    ///   suffice
    public static Assignments open(Path repository, Path keys, Passphrases passphrases)
            throws ReleaseException {
        return new Assignments(
                new Repository(repository),
                new RoleSigning(KeySet.open(keys), passphrases, SlotSigning.Randomness.HEDGED));
    }

    /// The repository it writes.
    public Repository repository() {
        return repository;
    }

    /// What is assigned now.
    public Plan plan() throws ReleaseException {
        long version = repository.published().assignment();
        return version == 0 ? Plan.NONE : repository.assignment(version).plan();
    }

    /// The targets versions that may be assigned.
    public Set<Long> assignable() throws ReleaseException {
        return repository.assignable();
    }

    /// Signs and publishes the next assignment, with a snapshot and a timestamp.
    ///
    /// @return its version
    public long write(Plan next, Instant now) throws ReleaseException {
        return repository.alone(() -> assign(next, now));
    }

    private long assign(Plan next, Instant now) throws ReleaseException {
        Repository.Present present = repository.published();
        TargetsFile newest = repository.targets(present.targets());
        next.check(Repository.assignable(newest));
        if (!newest.others().assigners().containsAll(signing.ids(KeySet.ASSIGNMENT))) {
            throw new ReleaseException(
                    "targets "
                            + newest.version()
                            + " name another key of the assignment; sign a version under this one"
                            + " first: ./run sign --repository");
        }
        OnlineRoles online = new OnlineRoles(repository, signing, now);
        OnlineRoles.Named assignment =
                online.assignment(
                        present.assignment() + 1,
                        next,
                        contents(repository, next, Optional.empty()));
        Publication publication = new Publication(repository);
        add(publication, assignment);
        byte[] targets = repository.metadata(newest.version() + ".targets.json");
        byte[] timestamp =
                online.snapshot(
                        publication, new OnlineRoles.Named(newest.version(), targets), assignment);
        publication.write(timestamp);
        return assignment.version();
    }

    void add(TargetsFile targets, byte[] bytes, SortedMap<String, byte[]> files, Instant now)
            throws ReleaseException {
        KeySet keys = signing.keys();
        if (!targets.allowedUnder(keys.root())) {
            throw new ReleaseException(
                    "targets "
                            + targets.version()
                            + ": root "
                            + keys.version()
                            + " does not allow them; sign the version again");
        }
        repository.alone(() -> {
            new NewRelease(repository, signing, targets.version())
                    .sign(files, bytes, now)
                    .publish();
            return targets;
        });
    }

    void add(Publication publication, OnlineRoles.Named assignment) {
        publication.numbered(
                repository.metadataFile(AssignmentMetadata.fileName(assignment.version())),
                assignment.bytes());
    }

    /// A release that is not in the repository yet.
    record Coming(long version, ContentList contents) {}

    /// What the plan's versions are made from.
    static ContentList contents(Repository repository, Plan plan, Optional<Coming> coming)
            throws ReleaseException {
        TreeMap<String, ContentObject> all = new TreeMap<>();
        for (long version : plan.versions()) {
            boolean comes = coming.isPresent() && coming.get().version() == version;
            ContentList one = comes ? coming.get().contents() : repository.contents(version);
            all.putAll(one.objects());
        }
        return new ContentList(all);
    }

    /// Signs the timestamp again, and what else would end within [#RENEWED_BEFORE]: a server does
    /// so every day.
    ///
    /// @return the new timestamp's version
    public long refresh(Instant now) throws ReleaseException {
        return repository.alone(() -> renew(now));
    }

    private long renew(Instant now) throws ReleaseException {
        Repository.Present present = repository.published();
        Instant soon = now.plus(RENEWED_BEFORE);
        if (ends(present, soon)) {
            assign(plan(), now);
        } else {
            long snapshot = present.timestamp().metaVersion("snapshot.json");
            byte[] bytes = repository.metadata(snapshot + ".snapshot.json");
            byte[] timestamp =
                    new OnlineRoles(repository, signing, now)
                            .timestamp(
                                    new OnlineRoles.Named(snapshot, bytes), Optional.of(present));
            new Publication(repository).write(timestamp);
        }
        return repository.published().timestamp().version();
    }

    private boolean ends(Repository.Present present, Instant soon) throws ReleaseException {
        boolean never = present.assignment() == 0;
        return never
                || present.snapshot().expires().isBefore(soon)
                || assignmentEnds(present, soon);
    }

    private boolean assignmentEnds(Repository.Present present, Instant soon)
            throws ReleaseException {
        String name = AssignmentMetadata.fileName(present.assignment());
        return SignedFile.read(repository.metadataFile(name)).expires().isBefore(soon);
    }
}
