package stanchion.update.tuf;

import java.io.IOException;
import stanchion.update.UpdateRefused;

/// Where the roots stand that a client trusts. The newest is where its trust begins.
public interface RootShelf {
    /// The exact bytes of the newest root; that it is signed by itself is checked by who asks.
    ///
    /// @throws UpdateRefused when what stands there is no chain
    byte[] newest() throws IOException, UpdateRefused;

    /// Puts the next root beside it, durably, before anything signed under it is believed.
    ///
    /// @param version one more than that of the newest
    /// @throws UpdateRefused when it must not be kept
    void keep(long version, byte[] root) throws IOException, UpdateRefused;
}
