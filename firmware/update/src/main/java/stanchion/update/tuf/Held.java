package stanchion.update.tuf;

import java.io.IOException;
import java.util.Optional;
import stanchion.update.UpdateRefused;

/// The file of one role that was trusted last: in memory, else from the store. It is verified when
/// it comes from the store and whenever others must sign, so a rotation of keys throws away what
/// only the old ones had signed, however high its version: that is how a repository recovers from a
/// thief who had signed ahead.
final class Held<T extends Signed> {
    private final Kind<T> kind;
    private final Dialect dialect;
    private final MetadataStore store;
    private Optional<Verified<T>> held = Optional.empty();

    /// @param role its name
    /// @param most bytes of a file
    record Kind<T extends Signed>(String role, int most, Verified.Reader<T> reader) {}

    Held(Kind<T> kind, Dialect dialect, MetadataStore store) {
        this.kind = kind;
        this.dialect = dialect;
        this.store = store;
    }

    Kind<T> kind() {
        return kind;
    }

    /// What is trusted under this authority; nothing when nothing holds.
    Optional<Verified<T>> under(Authority authority) throws IOException {
        if (held.isEmpty() || !held.get().by(authority)) {
            Optional<byte[]> file =
                    held.isPresent()
                            ? Optional.of(held.get().file())
                            : store.read(kind.role(), kind.most());
            held = file.isPresent() ? again(file.get(), authority) : Optional.empty();
        }
        return held;
    }

    private Optional<Verified<T>> again(byte[] file, Authority authority) {
        try {
            return Optional.of(verify(kind.role() + ".json", file, authority));
        } catch (UpdateRefused torn) { // or altered, or signed by keys that no longer count
            return Optional.empty();
        }
    }

    Verified<T> verify(String name, byte[] file, Authority authority) throws UpdateRefused {
        return Verified.of(dialect.open(name, file), file, authority, kind.reader());
    }

    /// Makes it the trusted one, durably.
    void keep(Verified<T> next) throws IOException {
        if (held.isEmpty() || held.get() != next) {
            store.write(kind.role(), next.file());
            held = Optional.of(next);
        }
    }
}
