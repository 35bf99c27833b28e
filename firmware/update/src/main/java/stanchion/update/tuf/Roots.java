package stanchion.update.tuf;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import stanchion.boot.Metadata;
import stanchion.update.UpdateRefusal;
import stanchion.update.UpdateRefused;

/// From the trusted root to the newest: each next one is signed by the one before it and by itself,
/// none may be left out (specification 5.3).
final class Roots {
    private final Dialect dialect;
    private final Fetch fetch;
    private final RootShelf shelf;
    private Optional<Verified<Signed.RootRole>> newest = Optional.empty();

    Roots(Dialect dialect, Fetch fetch, RootShelf shelf) {
        this.dialect = dialect;
        this.fetch = fetch;
        this.shelf = shelf;
    }

    /// The newest that is trusted.
    Verified<Signed.RootRole> newest() throws IOException, UpdateRefused {
        if (newest.isEmpty()) {
            newest = Optional.of(selfSigned(shelf.newest()));
        }
        return newest.get();
    }

    private Verified<Signed.RootRole> selfSigned(byte[] file) throws UpdateRefused {
        return Verified.selfSigned(dialect.open("root.json", file), file);
    }

    /// Follows what has been signed since, a bounded number of them.
    void refresh(Instant now) throws IOException, UpdateRefused {
        int followed = 0;
        while (followed < TufClient.MOST_NEW_ROOTS && next()) {
            followed++;
        }
        Signed.RootRole root = newest().content();
        if (root.expired(now)) {
            throw new UpdateRefused(
                    UpdateRefusal.EXPIRED,
                    root.version() + ".root.json: expired " + root.head().expires());
        }
    }

    private boolean next() throws IOException, UpdateRefused {
        Verified<Signed.RootRole> last = newest();
        long version = last.content().version() + 1;
        String name = version + ".root.json";
        Optional<byte[]> file = fetch.optional(name, Metadata.LARGEST_ROOT, Optional.of(last));
        if (file.isEmpty()) {
            return false;
        }
        Verified<Signed.RootRole> next = follow(dialect, last.content(), file.get());
        shelf.keep(version, next.file());
        newest = Optional.of(next);
        return true;
    }

    /// The next root, if it is signed by the one before it and by itself.
    static Verified<Signed.RootRole> follow(Dialect dialect, Signed.RootRole last, byte[] file)
            throws UpdateRefused {
        long version = last.version() + 1;
        String name = version + ".root.json";
        Document document = dialect.open(name, file);
        document.require(last.roles().root());
        Signed.RootRole next = document.root();
        if (next.version() != version) {
            throw new UpdateRefused(
                    UpdateRefusal.ROOT_VERSION, name + ": says version " + next.version());
        }
        return Verified.of(document, file, next.roles().root(), _ -> next);
    }
}
