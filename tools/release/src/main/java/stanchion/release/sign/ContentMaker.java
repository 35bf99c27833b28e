package stanchion.release.sign;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.Deflater;
import stanchion.release.ContentList;
import stanchion.release.ContentObject;
import stanchion.release.Digests;
import stanchion.release.ReleaseException;
import stanchion.update.delta.ChunkList;

/// Makes what chargers fetch of one release: its files whole, its manifest, deltas from files they
/// may have, and the list of chunks of whatever is larger than one.
final class ContentMaker {
    private static final int BUFFER = 64 * 1024;

    private final Map<String, byte[]> made = new LinkedHashMap<>();
    private final Map<String, ContentObject> objects = new TreeMap<>();

    /// Bytes by their SHA-256: objects and chunk lists.
    Map<String, byte[]> made() {
        return made;
    }

    ContentList list() {
        return ContentList.of(objects.values());
    }

    /// Lists an object that is there already.
    void reuse(ContentObject object) {
        objects.put(object.name(), object);
    }

    /// A file as it is; returns how many bytes that takes compressed.
    long full(byte[] file) throws ReleaseException {
        byte[] content = deflated(file);
        add(ContentObject.Kind.FULL, content, file, Optional.empty());
        return content.length;
    }

    /// Whether there is a delta from this file already.
    boolean hasDelta(String from, byte[] after) {
        String gives = Digests.sha256(after);
        return objects.values().stream()
                .anyMatch(one -> one.from().equals(Optional.of(from)) && one.gives().equals(gives));
    }

    void manifest(byte[] targets) throws ReleaseException {
        add(ContentObject.Kind.MANIFEST, deflated(targets), targets, Optional.empty());
    }

    /// A delta, unless the whole file is as short.
    ///
    /// @param from SHA-256 of the older file
    /// @param whole bytes that the whole file takes
    void delta(Path before, String from, byte[] after, long whole) throws ReleaseException {
        Optional<byte[]> delta = DeltaMaker.delta(before, after);
        if (delta.isPresent() && delta.get().length < whole) {
            add(ContentObject.Kind.DELTA, delta.get(), after, Optional.of(from));
        }
    }

    private void add(ContentObject.Kind kind, byte[] content, byte[] gives, Optional<String> from)
            throws ReleaseException {
        if (content.length > ChunkList.LONGEST_FILE) {
            throw new ReleaseException(
                    "content of "
                            + content.length
                            + " bytes: at most "
                            + ChunkList.LONGEST_FILE
                            + " can be sent; make the file smaller");
        }
        String digest = keep(content);
        Optional<String> chunks = Optional.empty();
        if (content.length > ChunkList.SIZE) {
            chunks = Optional.of(keep(ChunkList.ofContent(content).bytes()));
        }
        reuse(new ContentObject(kind, content.length, digest, Digests.sha256(gives), from, chunks));
    }

    private String keep(byte[] bytes) {
        String digest = Digests.sha256(bytes);
        made.put(digest, bytes);
        return digest;
    }

    /// Raw DEFLATE (RFC 1951), as small as it gets.
    static byte[] deflated(byte[] content) {
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
            deflater.setInput(content);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(content.length / 2 + BUFFER);
            byte[] buffer = new byte[BUFFER];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        }
    }
}
