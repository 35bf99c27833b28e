package stanchion.update.tuf;

import stanchion.update.UpdateRefused;

/// A file that an authority has signed.
public final class Verified<T extends Signed> {
    private final byte[] file;
    private final Authority authority;
    private final T content;

    private Verified(byte[] file, Authority authority, T content) {
        this.file = file;
        this.authority = authority;
        this.content = content;
    }

    /// How a role's content is read.
    interface Reader<T> {
        T read(Document document) throws UpdateRefused;
    }

    static <T extends Signed> Verified<T> of(
            Document document, byte[] file, Authority authority, Reader<T> reader)
            throws UpdateRefused {
        document.require(authority);
        document.requireNoOthers();
        return new Verified<>(file, authority, reader.read(document));
    }

    /// A root that somebody else vouches for. It may be signed by the keys of the root before it
    /// too, which are no longer known.
    static Verified<Signed.RootRole> selfSigned(Document document, byte[] file)
            throws UpdateRefused {
        Signed.RootRole root = document.root();
        document.require(root.roles().root());
        return new Verified<>(file, root.roles().root(), root);
    }

    boolean by(Authority other) {
        return authority.equals(other);
    }

    /// The exact bytes.
    public byte[] file() {
        return file.clone();
    }

    public T content() {
        return content;
    }
}
