package stanchion.release.sign;

import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stanchion.boot.Key;
import stanchion.release.ContentObject;
import stanchion.release.Digests;
import stanchion.release.Plan;
import stanchion.release.ReleaseException;
import stanchion.release.TargetsFile;
import stanchion.release.TargetsMetadata;
import stanchion.release.keys.HeldKey;
import stanchion.release.keys.KeySet;
import stanchion.update.Channel;

/// A release on its way into a repository.
final class NewRelease {
    /// How many earlier releases targets name at most.
    static final int MOST_EARLIER = 16;

    /// From how many earlier releases deltas are made.
    static final int DELTAS_FROM = 3;

    private static final Pattern VERSIONED = Pattern.compile("(.+?)-[0-9][A-Za-z0-9.+_-]*\\.jar");

    private final Repository repository;
    private final RoleSigning signing;
    private final long version;
    private final List<TargetsFile> before;

    NewRelease(Repository repository, RoleSigning signing, long version) throws ReleaseException {
        this.repository = repository;
        this.signing = signing;
        this.version = version;
        this.before = repository.allTargets();
        check();
    }

    private void check() throws ReleaseException {
        if (signing.keys().role(KeySet.ASSIGNMENT).isEmpty()) {
            throw new ReleaseException(
                    signing.keys().folder()
                            + ": has no key for the assignment; make one: ./run keys rotate "
                            + signing.keys().folder()
                            + " --replace assignment-ed25519");
        }
        if (!before.isEmpty() && before.getFirst().version() >= version) {
            throw new ReleaseException(
                    repository.metadataFile(before.getFirst().version() + ".targets.json")
                            + ": exists already; sign under a higher version");
        }
    }

    /// What its targets say for update clients: of the earlier releases those that somebody is
    /// assigned come first, then the newest.
    TargetsMetadata.Updates updates() throws ReleaseException {
        Set<Long> assigned = lastPlan().versions();
        List<TargetsFile> inOrder = new ArrayList<>();
        before.stream().filter(one -> assigned.contains(one.version())).forEach(inOrder::add);
        before.stream().filter(one -> !assigned.contains(one.version())).forEach(inOrder::add);
        List<TargetsMetadata.Earlier> earlier = new ArrayList<>();
        for (TargetsFile one : inOrder) {
            if (earlier.size() < MOST_EARLIER && one.allowedUnder(signing.keys().root())) {
                earlier.add(one.about());
            }
        }
        earlier.sort(Comparator.comparingLong(TargetsMetadata.Earlier::targets));
        return new TargetsMetadata.Updates(assigners(signing.keys()), earlier);
    }

    static List<Key> assigners(KeySet keys) {
        return keys.role(KeySet.ASSIGNMENT).stream().map(HeldKey::key).toList();
    }

    /// Makes and signs everything; nothing is written yet.
    Signed sign(SortedMap<String, byte[]> files, byte[] targets, Instant now)
            throws ReleaseException {
        Publication publication = new Publication(repository);
        slotFiles(publication, files);
        ContentMaker contents = contents(files, targets);
        contents.made()
                .forEach((digest, bytes) ->
                        publication.content(repository.contentFile(digest), bytes));
        publication.numbered(repository.contentsFile(version), contents.list().bytes());
        for (int root = 1; root <= signing.keys().version(); root++) {
            publication.content(
                    repository.metadataFile(root + ".root.json"), signing.keys().rootBytes(root));
        }
        publication.numbered(repository.metadataFile(version + ".targets.json"), targets);
        OnlineRoles online = new OnlineRoles(repository, signing, now);
        Plan plan = plan(TargetsFile.of("targets", targets));
        OnlineRoles.Named assignment =
                online.assignment(
                        lastAssignment() + 1,
                        plan,
                        Assignments.contents(
                                repository,
                                plan,
                                Optional.of(new Assignments.Coming(version, contents.list()))));
        new Assignments(repository, signing).add(publication, assignment);
        byte[] timestamp =
                online.snapshot(publication, new OnlineRoles.Named(version, targets), assignment);
        return () -> publication.write(timestamp);
    }

    /// A release of which everything is signed.
    @FunctionalInterface
    interface Signed {
        void publish() throws ReleaseException;
    }

    /// Who has something keeps it, as far as it may still be assigned. In a new repository every
    /// channel gets its first release.
    private Plan plan(TargetsFile newest) throws ReleaseException {
        Plan plan = lastPlan();
        if (lastAssignment() == 0) {
            for (Channel channel : Channel.values()) {
                plan = plan.with(channel, version);
            }
        }
        return plan.within(Repository.assignable(newest));
    }

    private Plan lastPlan() throws ReleaseException {
        long last = lastAssignment();
        return last == 0 ? Plan.NONE : repository.assignment(last).plan();
    }

    private long lastAssignment() throws ReleaseException {
        Optional<Repository.Present> present = repository.present();
        return present.isPresent() ? present.get().assignment() : 0;
    }

    private void slotFiles(Publication publication, SortedMap<String, byte[]> files) {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            byte[] content = file.getValue();
            publication.content(
                    repository.slotPath(Digests.sha256(content), file.getKey()), content);
            publication.content(
                    repository.slotPath(Digests.sha512(content), file.getKey()), content);
        }
    }

    private ContentMaker contents(SortedMap<String, byte[]> files, byte[] targets)
            throws ReleaseException {
        ContentMaker maker = new ContentMaker();
        maker.manifest(targets);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            byte[] content = file.getValue();
            long whole = full(maker, content);
            for (TargetsFile earlier : before.subList(0, Math.min(DELTAS_FROM, before.size()))) {
                delta(maker, earlier, file, whole);
            }
        }
        return maker;
    }

    /// The whole file; returns how many bytes are sent of it.
    private long full(ContentMaker maker, byte[] file) throws ReleaseException {
        String digest = Digests.sha256(file);
        for (TargetsFile earlier : before) {
            for (ContentObject object : repository.contents(earlier.version()).objects().values()) {
                if (object.kind() == ContentObject.Kind.FULL
                        && object.gives().equals(digest)
                        && Files.exists(repository.contentFile(object.sha256()))) {
                    maker.reuse(object);
                    return object.length();
                }
            }
        }
        return maker.full(file);
    }

    private void delta(
            ContentMaker maker, TargetsFile earlier, Map.Entry<String, byte[]> file, long whole)
            throws ReleaseException {
        Optional<String> name = predecessor(earlier, file.getKey());
        if (name.isEmpty()) {
            return;
        }
        String old = earlier.files().getOrDefault(name.get(), "");
        byte[] content = file.getValue();
        if (!old.equals(Digests.sha256(content)) && !maker.hasDelta(old, content)) {
            maker.delta(repository.slotPath(old, name.get()), old, content, whole);
        }
    }

    /// The file of the same name, or the jar that differs in its version alone.
    private static Optional<String> predecessor(TargetsFile earlier, String name) {
        if (earlier.files().containsKey(name)) {
            return Optional.of(name);
        }
        String stem = stem(name);
        return earlier.files().keySet().stream()
                .filter(old -> !stem.isEmpty() && stem(old).equals(stem))
                .findFirst();
    }

    private static String stem(String jar) {
        Matcher match = VERSIONED.matcher(jar);
        return match.matches() ? match.group(1) : "";
    }
}
