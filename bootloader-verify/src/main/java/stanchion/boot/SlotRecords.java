package stanchion.boot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The two files that hold the newest [SlotRecord] and the one before it, written in turn: a power
/// cut can tear only the older.
///
/// The MAC keeps out records of other chargers and what somebody made up without the device key. A
/// record that was once this charger's can be put back by whoever can write the folder: what boots
/// then is still signed, of the recorded digest, and not below the rollback counter.
public final class SlotRecords {
    private static final String[] FILES = {"slots.0", "slots.1"};

    /// What the files say.
    public sealed interface Found {}

    /// There is no file: a charger that was never updated.
    public record None() implements Found {}

    /// There is a file, but none with an authentic record.
    public record Unreadable() implements Found {}

    /// The newest authentic record.
    ///
    /// @param file 0 or 1
    public record Newest(SlotRecord record, int file) implements Found {}

    private final Path state;
    private final byte[] key;

    /// @param state the folder
    /// @param key of the MAC, see [DerivedKey#SLOT_RECORDS]
    public SlotRecords(Path state, byte[] key) {
        this.state = state;
        this.key = key.clone();
    }

    /// What a start goes by: a file that cannot be read is no record.
    public Found read() {
        return newest(List.of(bytes(path(0)), bytes(path(1))));
    }

    /// What the next record follows: a file that is there but cannot be read may hold a newer one.
    ///
    /// @throws IOException when one of the files cannot be read
    public Found readAll() throws IOException {
        return newest(List.of(content(path(0)), content(path(1))));
    }

    private Found newest(List<Optional<byte[]>> files) {
        boolean any = false;
        Optional<Newest> newest = Optional.empty();
        for (int file = 0; file < FILES.length; file++) {
            Optional<byte[]> bytes = files.get(file);
            any |= bytes.isPresent();
            Optional<SlotRecord> record =
                    bytes.isPresent() ? SlotRecord.read(bytes.get(), key) : Optional.empty();
            if (record.isPresent() && newerThan(newest, record.get())) {
                newest = Optional.of(new Newest(record.get(), file));
            }
        }
        if (newest.isPresent()) {
            return newest.get();
        }
        return any ? new Unreadable() : new None();
    }

    private static boolean newerThan(Optional<Newest> newest, SlotRecord record) {
        return newest.isEmpty() || record.sequence() > newest.get().record().sequence();
    }

    /// Makes this the newest record; once this returns it outlasts a power cut.
    ///
    /// @throws IOException when it may not have become the newest; the one before it still stands
    /// @throws IllegalArgumentException when it is not newer than what the files hold
    public void write(SlotRecord record) throws IOException {
        int file = 0;
        if (readAll() instanceof Newest newest) {
            if (record.sequence() <= newest.record().sequence()) {
                throw new IllegalArgumentException("not newer than what is there: " + record);
            }
            file = 1 - newest.file();
        }
        Path path = path(file);
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            requirePlain(path);
        }
        ByteBuffer bytes = ByteBuffer.wrap(record.bytes(key));
        try (FileChannel out =
                FileChannel.open(
                        path,
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE,
                                LinkOption.NOFOLLOW_LINKS),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")))) {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.truncate(SlotRecord.BYTES);
            out.force(true);
        }
        syncFolder();
    }

    /// Takes one try of a slot; once this returns it is gone, whatever happens.
    ///
    /// @throws Refused with `TRY_NOT_RECORDED`: the slot must not run
    void takeTry(Slot slot) throws Refused {
        try {
            if (!(readAll() instanceof Newest newest)
                    || !(newest.record().of(slot) instanceof SlotState.Trying trying)
                    || trying.left() == 0) {
                throw new Refused(Refusal.TRY_NOT_RECORDED, "no try of " + slot + " is left");
            }
            write(newest.record().with(slot, trying.once()));
        } catch (IOException failed) {
            throw new Refused(Refusal.TRY_NOT_RECORDED, state.toString());
        }
    }

    private void syncFolder() throws IOException {
        try (FileChannel folder = FileChannel.open(state, StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private Path path(int file) {
        return state.resolve(FILES[file]);
    }

    /// Nothing when there is no file; what cannot be read is no record either.
    private static Optional<byte[]> bytes(Path path) {
        try {
            return content(path);
        } catch (IOException unreadable) {
            return Optional.of(new byte[0]);
        }
    }

    private static Optional<byte[]> content(Path path) throws IOException {
        try {
            requirePlain(path);
            try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(in.readNBytes(SlotRecord.BYTES + 1));
            }
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        }
    }

    /// Whoever can write the folder shall not make the verifier wait, or write elsewhere.
    private static void requirePlain(Path path) throws IOException {
        if (!DirectoryFolder.entry(path).plain()) {
            throw new IOException(path + " is no plain file");
        }
    }
}
