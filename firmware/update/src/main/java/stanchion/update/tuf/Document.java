package stanchion.update.tuf;

import stanchion.update.UpdateRefused;

/// An opened metadata file. Its readers are asked once enough signatures hold.
public interface Document {
    /// Refuses when fewer keys of this authority have signed than must; a key counts once, under
    /// however many ids it stands.
    ///
    /// @throws UpdateRefused with `SIGNATURES`
    void require(Authority authority) throws UpdateRefused;

    /// Refuses, where a dialect does, signatures by none of the authorities required so far.
    ///
    /// @throws UpdateRefused with `SIGNATURES`
    void requireNoOthers() throws UpdateRefused;

    /// Reads it as a root.
    ///
    /// @throws UpdateRefused with `WRONG_TYPE` or `METADATA_FORMAT`
    Signed.RootRole root() throws UpdateRefused;

    /// Reads it as a timestamp.
    ///
    /// @throws UpdateRefused with `WRONG_TYPE` or `METADATA_FORMAT`
    Signed.TimestampRole timestamp() throws UpdateRefused;

    /// Reads it as a snapshot.
    ///
    /// @throws UpdateRefused with `WRONG_TYPE` or `METADATA_FORMAT`
    Signed.SnapshotRole snapshot() throws UpdateRefused;

    /// Reads it as targets, whichever role made them.
    ///
    /// @throws UpdateRefused with `WRONG_TYPE`, `METADATA_FORMAT` or `DELEGATION`
    Signed.TargetsRole targets() throws UpdateRefused;
}
