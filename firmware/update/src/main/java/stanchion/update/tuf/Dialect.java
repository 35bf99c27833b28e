package stanchion.update.tuf;

import stanchion.update.UpdateRefused;

/// How metadata is written and signed. What is believed, and in which order, is not its business
/// but that of [TufClient].
public interface Dialect {
    /// Opens a file without believing anything in it.
    ///
    /// @param name for refusals
    /// @throws UpdateRefused with `METADATA_FORMAT`
    Document open(String name, byte[] file) throws UpdateRefused;
}
