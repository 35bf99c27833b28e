package stanchion.update;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import stanchion.update.delta.ChunkList;
import stanchion.update.delta.ContentException;
import stanchion.update.slot.Durable;

/// One content object on its way into a folder, chunk by chunk.
///
/// ```text
/// chunk list, whole in memory, held against its signed digest
///   ─► each chunk held against the list, then written to SHA256.part ─► all of it held against
///      its own digest ─► SHA256
/// ```
///
/// After a restart what is there is hashed again, and goes on behind the last good chunk.
final class Download {
    /// Wrong chunks in a row, then whoever sends them is left alone for a while.
    static final int MOST_REFUSED = 8;

    private static final String PARTIAL = ".part";
    private static final int DIGEST = 32;

    private final Content content;
    private final ContentSource source;
    private final Path partial;
    private final Path whole;
    private final ByteArrayOutputStream listBytes = new ByteArrayOutputStream();
    private Optional<ChunkList> list = Optional.empty();
    private State state = State.NEW;
    private int next;
    private int refused;

    private enum State {
        NEW,
        LOADING,
        DONE
    }

    Download(Content content, Path folder, ContentSource source) {
        this.content = content;
        this.source = source;
        this.partial = folder.resolve(content.sha256() + PARTIAL);
        this.whole = folder.resolve(content.sha256());
    }

    /// Where it stands once it is [#done].
    Path file() {
        return whole;
    }

    boolean done() {
        return state == State.DONE;
    }

    /// Bytes that are there.
    long there() {
        return done() ? content.length() : Math.min(content.length(), (long) next * ChunkList.SIZE);
    }

    long missing() {
        return content.length() - there();
    }

    /// Looks at what a start before this one left: believes nothing of it.
    void resume() throws IOException {
        if (state != State.NEW) {
            return;
        }
        state = State.LOADING;
        if (Files.exists(whole)) {
            if (Hashes.of(whole).sha256().equals(content.sha256())) {
                state = State.DONE;
            } else {
                Durable.delete(whole);
            }
        }
    }

    /// Fetches one chunk, of the list or of the content.
    ///
    /// @return why it was refused; nothing when it was good
    Optional<String> advance() throws IOException, UpdateRefused {
        resume();
        if (done()) {
            return Optional.empty();
        }
        if (content.chunks().isPresent() && list.isEmpty()) {
            return advanceList(content.chunks().get());
        }
        byte[] chunk = fetch(content.sha256(), next, ChunkList.sizeOf(content.length(), next));
        if (!good(chunk)) {
            return refuse("chunk " + next + " of " + content.name());
        }
        refused = 0;
        append(chunk);
        next++;
        if (next == ChunkList.count(content.length())) {
            finish();
        }
        return Optional.empty();
    }

    private boolean good(byte[] chunk) {
        return chunk.length == ChunkList.sizeOf(content.length(), next)
                && (list.isPresent()
                        ? list.get().check(next, chunk)
                        : Hashes.of(chunk).equals(content.sha256()));
    }

    private Optional<String> advanceList(String sha256) throws IOException, UpdateRefused {
        long length = (long) ChunkList.count(content.length()) * DIGEST;
        int index = listBytes.size() / ChunkList.SIZE;
        byte[] piece = fetch(sha256, index, ChunkList.sizeOf(length, index));
        listBytes.write(piece, 0, piece.length);
        if (listBytes.size() < length && piece.length == ChunkList.sizeOf(length, index)) {
            return Optional.empty();
        }
        byte[] bytes = listBytes.toByteArray();
        listBytes.reset();
        if (!Hashes.of(bytes).equals(sha256)) {
            return refuse("chunk list of " + content.name());
        }
        try {
            list = Optional.of(ChunkList.of(bytes, content.length()));
        } catch (ContentException other) {
            throw new UpdateRefused(
                    UpdateRefusal.CONTENT_DIGEST, content.name() + ": " + other.fault());
        }
        rehash();
        return Optional.empty();
    }

    /// Goes on behind the last chunk that is good.
    private void rehash() throws IOException {
        if (!Files.exists(partial)) {
            return;
        }
        try (InputStream in = Files.newInputStream(partial)) {
            boolean good = true;
            while (good && next < ChunkList.count(content.length()) - 1) {
                good = good(in.readNBytes(ChunkList.SIZE));
                next += good ? 1 : 0;
            }
        }
    }

    private byte[] fetch(String file, int index, int length) throws UnreachableException {
        try {
            return source.chunk(file, index, length);
        } catch (IOException failed) {
            throw new UnreachableException(failed);
        }
    }

    private Optional<String> refuse(String what) throws UpdateRefused {
        refused++;
        if (refused == MOST_REFUSED) {
            refused = 0;
            throw new UpdateRefused(UpdateRefusal.CHUNK_REFUSED, what);
        }
        return Optional.of(what);
    }

    private void append(byte[] chunk) throws IOException {
        long at = (long) next * ChunkList.SIZE;
        try (FileChannel out =
                FileChannel.open(partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            out.truncate(at);
            ByteBuffer bytes = ByteBuffer.wrap(chunk);
            while (bytes.hasRemaining()) {
                at += out.write(bytes, at);
            }
        }
    }

    private void finish() throws IOException, UpdateRefused {
        Durable.sync(partial);
        if (!Hashes.of(partial).sha256().equals(content.sha256())) {
            Durable.delete(partial);
            state = State.NEW;
            next = 0;
            throw new UpdateRefused(UpdateRefusal.CONTENT_DIGEST, content.name());
        }
        Durable.move(partial, whole);
        state = State.DONE;
    }
}
