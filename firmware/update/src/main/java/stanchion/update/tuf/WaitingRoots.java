package stanchion.update.tuf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import stanchion.boot.Metadata;
import stanchion.update.UpdateRefusal;
import stanchion.update.UpdateRefused;
import stanchion.update.slot.Durable;

/// A charger's roots: those it boots under, and after them those that wait until a version signed
/// under them is confirmed.
///
/// @param trust the folder of the former
/// @param waiting of the latter; made when there are some
public record WaitingRoots(Path trust, Path waiting) implements RootShelf {
    private static final String SUFFIX = ".root.json";

    /// The last one that waits and follows those before it; others are as if they were not there.
    @Override
    public byte[] newest() throws IOException, UpdateRefused {
        long version = 1;
        while (Files.exists(file(trust, version + 1))) {
            version++;
        }
        byte[] trusted = read(trust, version);
        Dialect dialect = new StrictDialect();
        Verified<Signed.RootRole> last =
                Verified.selfSigned(dialect.open(version + SUFFIX, trusted), trusted);
        while (Files.exists(file(waiting, version + 1))) {
            version++;
            try {
                last = Roots.follow(dialect, last.content(), read(waiting, version));
            } catch (UpdateRefused torn) { // or altered: to be fetched again
                break;
            }
        }
        return last.file();
    }

    /// @throws UpdateRefused with `ROOT_TOO_MANY`: no verifier would follow it
    @Override
    public void keep(long version, byte[] root) throws IOException, UpdateRefused {
        if (version > Metadata.MOST_ROOTS) {
            throw new UpdateRefused(
                    UpdateRefusal.ROOT_TOO_MANY, version + " roots, " + Metadata.MOST_ROOTS);
        }
        Durable.folder(waiting);
        Durable.write(file(waiting, version), root, waiting.resolveSibling(""));
    }

    private static byte[] read(Path folder, long version) throws IOException {
        try (InputStream in = Files.newInputStream(file(folder, version))) {
            return in.readNBytes(Metadata.LARGEST_ROOT + 1);
        }
    }

    private static Path file(Path folder, long version) {
        return folder.resolve(version + SUFFIX);
    }
}
