package stanchion.update.tuf;

import java.io.IOException;
import java.util.Optional;
import stanchion.update.UpdateRefusal;
import stanchion.update.UpdateRefused;

/// Reads from a source that may send without end.
///
/// @param source where from
record Fetch(MetadataSource source) {
    /// A file that may be missing.
    ///
    /// @param earlier of the same role, so that less need be sent
    /// @throws UpdateRefused with `METADATA_SIZE`
    Optional<byte[]> optional(String name, int most, Optional<? extends Verified<?>> earlier)
            throws IOException, UpdateRefused {
        Optional<byte[]> file =
                earlier.isPresent()
                        ? source.read(name, most, earlier(earlier.get()))
                        : source.read(name, most);
        if (file.isPresent() && file.get().length > most) {
            throw new UpdateRefused(
                    UpdateRefusal.METADATA_SIZE, name + ": more than " + most + " bytes");
        }
        return file;
    }

    private static MetadataSource.Earlier earlier(Verified<?> file) {
        return new MetadataSource.Earlier(file.content().version(), file.file());
    }

    /// A file that must be there.
    ///
    /// @throws UpdateRefused with `METADATA_SIZE` or `METADATA_MISSING`
    byte[] required(String name, int most, Optional<? extends Verified<?>> earlier)
            throws IOException, UpdateRefused {
        Optional<byte[]> file = optional(name, most, earlier);
        if (file.isEmpty()) {
            throw new UpdateRefused(UpdateRefusal.METADATA_MISSING, name);
        }
        return file.get();
    }

    /// A file that timestamp or snapshot name.
    ///
    /// @throws UpdateRefused with `METADATA_SIZE`, `METADATA_MISSING` or `MIX_AND_MATCH`
    byte[] named(String name, FileInfo info, int most, Optional<? extends Verified<?>> earlier)
            throws IOException, UpdateRefused {
        if (info.length().orElse(0) > most) {
            throw new UpdateRefused(
                    UpdateRefusal.METADATA_SIZE, name + ": more than " + most + " bytes");
        }
        byte[] file = required(name, (int) info.length().orElse(most), earlier);
        if (!info.fits(file)) {
            throw new UpdateRefused(
                    UpdateRefusal.MIX_AND_MATCH, name + ": another length or digest");
        }
        return file;
    }
}
