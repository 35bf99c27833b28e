package stanchion.update.delta;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// Makes a new file of an old one and a delta.
///
/// ```text
/// delta = version byte, then one arithmetic code: segment, its bytes, segment, its bytes …
///   COPY length from     the old file's bytes
///   LIKE length from     each byte: is it the old one? if not, which?
///   FRESH length         each byte
///   JAR_END length       the central directory that follows from the entries
/// ```
///
/// What is not copied is coded bit by bit, each with the probability that [DeltaModel] gives it
/// from what stands before it in the new file and around it in the old one. One edited class costs
/// its few changed bytes; a large dependency, whose classes differ by shifted indexes, costs less
/// than differences and a general compressor after them.
///
/// Whatever a delta says: never more than the signed length is written, memory stays below
/// [#MEMORY], and time is bounded by that length. Whether the result is the right file, only its
/// digest can tell.
public final class Delta {
    /// The first byte of every delta.
    public static final int VERSION = 1;

    /// Bytes of memory that applying takes at most.
    public static final int MEMORY = 16 << 20;

    private static final int FEWEST_SEGMENTS = 1024;
    private static final int BYTES_PER_SEGMENT = 32;
    private static final int BUFFER = 32 * 1024;
    private static final Segment ANY = new Segment(Segment.Kind.COPY, 1, 0);

    private final OldFile old;
    private final DeltaModel model;
    private final OutputStream out;
    private final JarEnd end = new JarEnd();
    private final byte[] buffer = new byte[BUFFER];

    private Delta(OldFile old, DeltaModel model, OutputStream out) {
        this.old = old;
        this.model = model;
        this.out = out;
    }

    /// How many segments a delta may have, so that it cannot keep a charger busy with seeking.
    ///
    /// @param length of the new file in bytes
    public static int mostSegments(int length) {
        return FEWEST_SEGMENTS + length / BYTES_PER_SEGMENT;
    }

    /// Applies a delta.
    ///
    /// @param length of the new file in bytes, as signed; never more is written
    /// @throws ContentException when the delta is anything but one of exactly this length
    /// @throws IOException when the old file or one of the streams fails
    public static void apply(Path old, InputStream delta, OutputStream out, long length)
            throws ContentException, IOException {
        if (length < 0 || length > ChunkList.LONGEST_FILE) {
            throw new ContentException(ContentFault.TOO_LONG, "a file of " + length + " bytes");
        }
        InputStream in = new BufferedInputStream(delta);
        if (in.read() != VERSION) {
            throw new ContentException(ContentFault.FORMAT, "not a delta of version " + VERSION);
        }
        try (SeekableByteChannel channel = Files.newByteChannel(old)) {
            OldFile file = new OldFile(channel);
            OutputStream to = new BufferedOutputStream(out, BUFFER);
            BitReader reader = new BitReader(in);
            new Delta(file, new DeltaModel(reader, file), to).segments((int) length);
            to.flush();
            if (!reader.atEnd()) {
                throw new ContentException(ContentFault.TRAILING, "goes on after the file");
            }
        }
    }

    private void segments(int length) throws ContentException, IOException {
        int left = length;
        int most = mostSegments(length);
        for (int count = 0; left > 0; count++) {
            if (count == most) {
                throw new ContentException(ContentFault.CORRUPT, "more than " + most + " segments");
            }
            Segment segment = model.segment(ANY, left);
            switch (segment.kind()) {
                case COPY -> copy(segment);
                case LIKE -> like(segment);
                case FRESH -> fresh(segment);
                case JAR_END -> jarEnd(segment);
            }
            left -= segment.length();
        }
    }

    private void copy(Segment segment) throws IOException {
        int done = 0;
        while (done < segment.length()) {
            int most = Math.min(buffer.length, segment.length() - done);
            int count = old.read(segment.from() + done, buffer, most);
            for (int i = 0; i < count; i++) {
                model.passed(buffer[i] & 0xff);
                end.next(buffer[i] & 0xff);
            }
            out.write(buffer, 0, count);
            done += count;
        }
    }

    private void like(Segment segment) throws IOException, ContentException {
        for (int i = 0; i < segment.length(); i++) {
            write(model.like(0, segment.from() + i));
        }
    }

    private void fresh(Segment segment) throws IOException, ContentException {
        for (int i = 0; i < segment.length(); i++) {
            write(model.fresh(0));
        }
    }

    private void write(int value) throws IOException {
        end.next(value);
        out.write(value);
    }

    private void jarEnd(Segment segment) throws IOException, ContentException {
        for (int i = 0; i < segment.length(); i++) {
            int value = end.take();
            model.passed(value);
            out.write(value);
        }
    }
}
