package stanchion.release.delta;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import stanchion.update.delta.ContentException;
import stanchion.update.delta.Delta;
import stanchion.update.delta.DeltaModel;
import stanchion.update.delta.OldBytes;
import stanchion.update.delta.Segment;
import stanchion.update.delta.Segment.Kind;

/// Makes deltas, as [Delta] applies them. The same two files always give the same delta.
public final class Deltas {
    /// From how many equal bytes on a copy is worth its own segment.
    private static final int WORTH_A_COPY = 64;

    private final byte[] old;
    private final byte[] next;
    private final List<Segment> segments = new ArrayList<>();

    private Deltas(byte[] old, byte[] next) {
        this.old = old;
        this.next = next;
    }

    /// A delta.
    ///
    /// @param old up to 128 MiB
    /// @param next up to 128 MiB
    public static byte[] make(byte[] old, byte[] next) {
        Deltas deltas = new Deltas(old, next);
        deltas.segment();
        try {
            return deltas.write();
        } catch (IOException | ContentException impossible) {
            throw new IllegalStateException("a delta between arrays", impossible);
        }
    }

    private void segment() {
        int end = JarTail.begin(next);
        int at = 0;
        for (Stretch stretch : new Alignment(old, next, end).stretches()) {
            add(Kind.FRESH, stretch.at() - at, 0);
            split(stretch);
            at = stretch.end();
        }
        add(Kind.FRESH, end - at, 0);
        if (segments.size() >= Delta.mostSegments(next.length)) {
            segments.clear();
            add(Kind.FRESH, end, 0);
        }
        add(Kind.JAR_END, next.length - end, 0);
    }

    private void add(Kind kind, int length, int from) {
        if (length > 0) {
            segments.add(new Segment(kind, length, from));
        }
    }

    /// Makes copies of long equal runs: they are cheaper, and much faster to apply.
    private void split(Stretch stretch) {
        int done = 0;
        int run = 0;
        for (int i = 0; i <= stretch.length(); i++) {
            if (i < stretch.length() && old[stretch.from() + i] == next[stretch.at() + i]) {
                run++;
                continue;
            }
            if (run >= WORTH_A_COPY || run == stretch.length()) {
                add(Kind.LIKE, i - run - done, stretch.from() + done);
                add(Kind.COPY, run, stretch.from() + i - run);
                done = i;
            }
            run = 0;
        }
        add(Kind.LIKE, stretch.length() - done, stretch.from() + done);
    }

    private byte[] write() throws IOException, ContentException {
        BitWriter writer = new BitWriter();
        DeltaModel model = new DeltaModel(writer, new InMemory(old));
        int at = 0;
        for (Segment segment : segments) {
            model.segment(segment, next.length - at);
            for (int i = 0; i < segment.length(); i++) {
                code(model, segment, i, next[at + i] & 0xff);
            }
            at += segment.length();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(Delta.VERSION);
        out.writeBytes(writer.finish());
        return out.toByteArray();
    }

    private static void code(DeltaModel model, Segment segment, int index, int value)
            throws IOException, ContentException {
        switch (segment.kind()) {
            case COPY, JAR_END -> model.passed(value);
            case LIKE -> model.like(value, segment.from() + index);
            case FRESH -> model.fresh(value);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // a file's content, compared nowhere
    private record InMemory(byte[] bytes) implements OldBytes {
        @Override
        public int size() {
            return bytes.length;
        }

        @Override
        public int at(int position) {
            return position < 0 || position >= bytes.length ? 0 : bytes[position] & 0xff;
        }
    }
}
