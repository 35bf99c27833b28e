package stanchion.release.sign;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import stanchion.release.Digests;
import stanchion.release.ReleaseException;
import stanchion.release.delta.Deltas;
import stanchion.update.delta.ChunkList;
import stanchion.update.delta.ContentException;
import stanchion.update.delta.Delta;

/// Makes what a charger needs of a new file beside an old one that it has, and tries it before
/// anybody else does.
final class DeltaMaker {
    private DeltaMaker() {}

    /// The delta; nothing where one of the files is too large for deltas.
    ///
    /// @throws ReleaseException when it does not yield the new file, which is a fault of these
    ///   tools
    static Optional<byte[]> delta(Path before, byte[] after) throws ReleaseException {
        byte[] old = Repository.bytes(before);
        if (old.length > ChunkList.LONGEST_FILE || after.length > ChunkList.LONGEST_FILE) {
            return Optional.empty();
        }
        byte[] delta = Deltas.make(old, after);
        if (!Arrays.equals(applied(before, delta, after.length), Digests.sha256Bytes(after))) {
            throw new ReleaseException("a delta from " + before + " yields another file");
        }
        return Optional.of(delta);
    }

    private static byte[] applied(Path before, byte[] delta, long length) throws ReleaseException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest);
            Delta.apply(before, new ByteArrayInputStream(delta), out, length);
            return digest.digest();
        } catch (IOException | ContentException | NoSuchAlgorithmException failed) {
            throw new ReleaseException("a delta from " + before + " cannot be applied", failed);
        }
    }
}
