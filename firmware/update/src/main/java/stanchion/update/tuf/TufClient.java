package stanchion.update.tuf;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import stanchion.boot.Metadata;
import stanchion.update.UpdateRefusal;
import stanchion.update.UpdateRefused;

/// What may be believed, by the client workflow of The Update Framework (specification 1.0.31,
/// section 5), over bytes: it knows no network, clock or thread.
///
/// ```text
/// trusted root ─► N.root.json … ─► timestamp ─► N.snapshot ─► N.targets ─► N.delegated …
///                 each by the one    says which    says which
///                 before and itself  snapshot      targets belong together
/// ```
///
/// What was believed is kept at once, file by file: a refresh that fails half way need not be
/// repeated as a whole, and nobody can make a client forget.
public final class TufClient {
    static final int MOST_NEW_ROOTS = 32;
    static final int LARGEST_TIMESTAMP = 16 * 1024;
    static final int LARGEST_SNAPSHOT = 64 * 1024;
    private static final String TIMESTAMP = "timestamp";
    private static final String SNAPSHOT = "snapshot";
    private static final String TARGETS = "targets";
    private static final String SUFFIX = ".json";

    /// What surrounds it.
    public record Ports(MetadataSource source, RootShelf roots, MetadataStore store) {}

    private final Dialect dialect;
    private final MetadataStore store;
    private final Fetch fetch;
    private final Roots roots;
    private final Held<Signed.TimestampRole> timestamp;
    private final Held<Signed.SnapshotRole> snapshot;
    private final Map<String, Held<Signed.TargetsRole>> targets = new TreeMap<>();
    private Map<String, FileInfo> named = Map.of();

    public TufClient(Dialect dialect, Ports ports) {
        this.dialect = dialect;
        this.store = ports.store();
        this.fetch = new Fetch(ports.source());
        this.roots = new Roots(dialect, fetch, ports.roots());
        this.timestamp = held(new Held.Kind<>(TIMESTAMP, LARGEST_TIMESTAMP, Document::timestamp));
        this.snapshot = held(new Held.Kind<>(SNAPSHOT, LARGEST_SNAPSHOT, Document::snapshot));
    }

    private <T extends Signed> Held<T> held(Held.Kind<T> kind) {
        return new Held<>(kind, dialect, store);
    }

    /// Brings the four top-level roles up to date.
    ///
    /// @param now what is past by then has expired
    /// @return the top-level targets
    /// @throws UpdateRefused when something is not believed; what was believed before it is kept
    /// @throws IOException when the source or the store fails; asking again later may help
    public Verified<Signed.TargetsRole> refresh(Instant now) throws IOException, UpdateRefused {
        named = Map.of();
        roots.refresh(now);
        FileInfo newest = newestTimestamp(now).snapshot();
        named = newestSnapshot(newest, now).meta();
        return role(TARGETS, root().roles().targets(), now);
    }

    /// What a delegated role says, after a refresh.
    public Verified<Signed.TargetsRole> delegated(Delegation delegation, Instant now)
            throws IOException, UpdateRefused {
        return role(delegation.role(), delegation.authority(), now);
    }

    /// The root that is trusted.
    public Verified<Signed.RootRole> trustedRoot() throws IOException, UpdateRefused {
        return roots.newest();
    }

    /// The timestamp that is trusted, expired or not; nothing before the first refresh.
    public Optional<Signed.TimestampRole> trustedTimestamp() throws IOException, UpdateRefused {
        return timestamp.under(root().roles().timestamp()).map(Verified::content);
    }

    /// Whether a timestamp was ever trusted here, by whatever keys.
    public boolean hasEverTrusted() throws IOException {
        return store.read(TIMESTAMP, LARGEST_TIMESTAMP).isPresent();
    }

    private Signed.RootRole root() throws IOException, UpdateRefused {
        return roots.newest().content();
    }

    private Signed.TimestampRole newestTimestamp(Instant now) throws IOException, UpdateRefused {
        String name = TIMESTAMP + SUFFIX;
        Authority authority = root().roles().timestamp();
        Optional<Verified<Signed.TimestampRole>> last = timestamp.under(authority);
        byte[] file = fetch.required(name, LARGEST_TIMESTAMP, last);
        Verified<Signed.TimestampRole> next;
        if (last.isPresent() && Arrays.equals(last.get().file(), file)) {
            next = last.get();
        } else {
            next = timestamp.verify(name, file, authority);
            if (last.isPresent()) {
                next = notOlder(last.get(), next);
            }
        }
        checkUnexpired(UpdateRefusal.FREEZE, name, next.content(), now);
        timestamp.keep(next);
        return next.content();
    }

    /// The newer of the two; of the same version the one that is trusted already, whatever the
    /// other says (specification 5.4.3).
    private static Verified<Signed.TimestampRole> notOlder(
            Verified<Signed.TimestampRole> last, Verified<Signed.TimestampRole> next)
            throws UpdateRefused {
        long versions = next.content().version() - last.content().version();
        if (versions == 0) {
            return last;
        }
        long before = last.content().snapshot().version();
        long after = next.content().snapshot().version();
        if (versions < 0 || after < before) {
            throw new UpdateRefused(
                    UpdateRefusal.ROLLBACK,
                    "timestamp.json: version %d with snapshot %d after %d with %d"
                            .formatted(
                                    next.content().version(),
                                    after,
                                    last.content().version(),
                                    before));
        }
        return next;
    }

    private Signed.SnapshotRole newestSnapshot(FileInfo info, Instant now)
            throws IOException, UpdateRefused {
        Authority authority = root().roles().snapshot();
        Optional<Verified<Signed.SnapshotRole>> last = snapshot.under(authority);
        Verified<Signed.SnapshotRole> next = current(snapshot, info, authority);
        if (last.isPresent()) {
            checkNoneOlder(last.get().content(), next.content());
        }
        checkUnexpired(UpdateRefusal.EXPIRED, SNAPSHOT + SUFFIX, next.content(), now);
        snapshot.keep(next);
        return next.content();
    }

    /// No role may vanish or go back, not even in several steps (specification 5.5.5).
    private static void checkNoneOlder(Signed.SnapshotRole last, Signed.SnapshotRole next)
            throws UpdateRefused {
        for (Map.Entry<String, FileInfo> before : last.meta().entrySet()) {
            FileInfo after = next.meta().get(before.getKey());
            if (after == null || after.version() < before.getValue().version()) {
                throw new UpdateRefused(
                        UpdateRefusal.ROLLBACK,
                        "snapshot.json: %s after version %d of it"
                                .formatted(
                                        after == null
                                                ? "no " + before.getKey()
                                                : before.getKey() + " " + after.version(),
                                        before.getValue().version()));
            }
        }
    }

    private Verified<Signed.TargetsRole> role(String role, Authority authority, Instant now)
            throws IOException, UpdateRefused {
        FileInfo info = named.get(role + SUFFIX);
        if (info == null) {
            throw new UpdateRefused(
                    UpdateRefusal.MIX_AND_MATCH, "snapshot.json: does not name " + role + SUFFIX);
        }
        Held<Signed.TargetsRole> held =
                targets.computeIfAbsent(
                        role,
                        name ->
                                held(
                                        new Held.Kind<>(
                                                name,
                                                Metadata.LARGEST_TARGETS,
                                                Document::targets)));
        Verified<Signed.TargetsRole> next = current(held, info, authority);
        checkUnexpired(UpdateRefusal.EXPIRED, role + SUFFIX, next.content(), now);
        held.keep(next);
        return next;
    }

    /// The one that is named: that which is trusted already, else fetched.
    private <T extends Signed> Verified<T> current(Held<T> held, FileInfo info, Authority authority)
            throws IOException, UpdateRefused {
        Optional<Verified<T>> last = held.under(authority);
        if (last.isPresent()
                && last.get().content().version() == info.version()
                && info.fits(last.get().file())) {
            return last.get();
        }
        String file = held.kind().role() + SUFFIX;
        String name = root().consistent() ? info.version() + "." + file : file;
        byte[] bytes = fetch.named(name, info, held.kind().most(), last);
        Verified<T> next = held.verify(name, bytes, authority);
        if (next.content().version() != info.version()) {
            throw new UpdateRefused(
                    UpdateRefusal.MIX_AND_MATCH,
                    name + ": says version " + next.content().version());
        }
        return next;
    }

    private static void checkUnexpired(
            UpdateRefusal cause, String name, Signed content, Instant now) throws UpdateRefused {
        if (content.expired(now)) {
            throw new UpdateRefused(
                    cause,
                    "%s: version %d expired %s"
                            .formatted(name, content.version(), content.head().expires()));
        }
    }
}
