package stanchion.update.delta;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/// An old file on disk, of which one window is in memory.
final class OldFile implements OldBytes {
    private static final int WINDOW = 32 * 1024;

    private final SeekableByteChannel channel;
    private final int size;
    private final byte[] window = new byte[WINDOW];
    private int start;
    private int filled;

    OldFile(SeekableByteChannel channel) throws IOException, ContentException {
        this.channel = channel;
        if (channel.size() > ChunkList.LONGEST_FILE) {
            throw new ContentException(ContentFault.TOO_LONG, "the old file");
        }
        this.size = (int) channel.size();
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int at(int position) throws IOException {
        int index = position - start;
        if (index >= 0 && index < filled) {
            return window[index] & 0xff;
        }
        if (position < 0 || position >= size) {
            return 0;
        }
        load(position);
        return window[position - start] & 0xff;
    }

    /// Copies bytes that are all within the file; returns how many, at least one.
    int read(int position, byte[] into, int most) throws IOException {
        if (position < start || position >= start + filled) {
            load(position);
        }
        int count = Math.min(most, start + filled - position);
        System.arraycopy(window, position - start, into, 0, count);
        return count;
    }

    /// A quarter of the window stays behind the position: neighbours are looked at, too.
    private void load(int position) throws IOException {
        start = Math.max(0, position - WINDOW / 4);
        filled = 0;
        channel.position(start);
        ByteBuffer buffer = ByteBuffer.wrap(window);
        while (buffer.hasRemaining() && channel.read(buffer) > 0) {
            filled = buffer.position();
        }
        if (position >= start + filled) {
            throw new IOException("the old file shrinks while it is read");
        }
    }
}
