package stanchion.fleet.publish;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import stanchion.update.delta.ChunkList;

/// The content of a repository: files named by their SHA-256. What is named otherwise, or is a
/// link, is not there.
public final class ContentFolder implements Content {
    /// The folder's name in a repository.
    public static final String NAME = "content";

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private final Path folder;

    public ContentFolder(Path folder) {
        this.folder = folder;
    }

    /// Whether a text is a SHA-256 as files are named by it.
    static boolean isDigest(String text) {
        return DIGEST.matcher(text).matches();
    }

    @Override
    public Optional<byte[]> chunk(String sha256, int index) throws IOException {
        if (!isDigest(sha256) || index < 0) {
            return Optional.empty();
        }
        Path file = folder.resolve(sha256);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (SeekableByteChannel in = Files.newByteChannel(file)) {
            long at = (long) index * ChunkList.SIZE;
            int length = Math.clamp(in.size() - at, 0, ChunkList.SIZE);
            ByteBuffer chunk = ByteBuffer.allocate(length);
            in.position(at);
            while (chunk.hasRemaining() && in.read(chunk) >= 0) {
                // a file is read to the end of the piece
            }
            return length == 0 || chunk.hasRemaining()
                    ? Optional.empty()
                    : Optional.of(chunk.array());
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }
}
