package stanchion.release;

import stanchion.boot.Key;

/// Whoever can sign with one private key: a file, a token, a machine in a safe.
public interface RawSigner {
    /// The public half.
    Key key();

    /// A raw signature over exactly these bytes.
    byte[] sign(byte[] message) throws ReleaseException;
}
