package stanchion.boot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/// How often a charger was started since a version last proved itself: one byte for each start in
/// `state/starts`, because one byte more cannot be torn. The gateway removes the file once all is
/// well.
///
/// A help against a confirmed version that no longer runs, and no more: what cannot be read counts
/// as no start, and what cannot be written down stops none.
public final class Starts {
    public static final String FILE = "starts";

    /// After so many starts in vain the other confirmed slot has its turn, after as many again the
    /// first.
    public static final int MOST = 5;

    /// Then it begins anew.
    static final int LARGEST = 100 * MOST;

    private final Path file;

    /// @param state the folder
    public Starts(Path state) {
        this.file = state.resolve(FILE);
    }

    /// So many are written down.
    int count() {
        try {
            Folder.Entry entry = DirectoryFolder.entry(file);
            return entry.plain() && entry.length() < LARGEST ? (int) entry.length() : 0;
        } catch (IOException | RuntimeException unreadable) {
            return 0;
        }
    }

    /// Writes one more down.
    ///
    /// @return whether that could be done
    boolean add() {
        try {
            int count = count();
            if (exists() && !DirectoryFolder.entry(file).plain()) {
                return false; // a FIFO would let the start wait
            }
            try (FileChannel out =
                    FileChannel.open(
                            file,
                            Set.of(
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE,
                                    LinkOption.NOFOLLOW_LINKS))) {
                out.truncate(count);
                out.write(ByteBuffer.wrap(new byte[] {'.'}), count);
                out.force(true);
            }
            return true;
        } catch (IOException | RuntimeException unwritable) {
            return false;
        }
    }

    private boolean exists() throws IOException {
        try {
            DirectoryFolder.entry(file);
            return true;
        } catch (NoSuchFileException none) {
            return false;
        }
    }

    /// Forgets them: the version that runs has proved itself.
    public void clear() throws IOException {
        Files.deleteIfExists(file);
    }
}
