package stanchion.update.tuf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
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
    /// The last one that waits and follows those before it; others are as if they were not there.
    @Override
    public byte[] newest() throws IOException, UpdateRefused {
        long version = 1;
        Optional<byte[]> next = read(trust, 1);
        byte[] newest = next.orElseThrow(() -> new NoSuchFileException(file(trust, 1).toString()));
        while (next.isPresent()) {
            newest = next.get();
            version++;
            next = read(trust, version);
        }
        Verified<Signed.RootRole> last = Roots.selfSigned(new StrictDialect(), newest);
        Optional<byte[]> file = read(waiting, version);
        while (file.isPresent()) {
            try {
                last = Roots.follow(new StrictDialect(), last.content(), file.get());
            } catch (UpdateRefused torn) { // or altered: to be fetched again
                break;
            }
            version++;
            file = read(waiting, version);
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
        Durable.write(file(waiting, version), root);
    }

    private static Optional<byte[]> read(Path folder, long version) throws IOException {
        try (InputStream in = Files.newInputStream(file(folder, version))) {
            return Optional.of(in.readNBytes(Metadata.LARGEST_ROOT + 1));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    private static Path file(Path folder, long version) {
        return folder.resolve(version + ".root.json");
    }
}
