package stanchion.update.tuf;

import java.io.IOException;

/// Where the roots stand that a client trusts. The newest is where its trust begins.
public interface RootShelf {
    /// The exact bytes of the newest root; that it is signed by itself is checked by who asks.
    byte[] newest() throws IOException;

    /// Puts the next root beside it, durably, before anything signed under it is believed.
    ///
    /// @param version one more than that of the newest
    void keep(int version, byte[] root) throws IOException;
}
