package stanchion.update.delta;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The central directory that a jar will end with, put together while its entries pass by.
///
/// In a canonical jar it says nothing that the headers of the entries have not said before, but
/// every offset in it moves when one entry grows. So it is not sent at all. Field names and layout:
/// APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
public final class JarEnd {
    /// What begins a central directory.
    public static final int SIGNATURE = 0x02014b50;

    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_LENGTH = 30;
    private static final int LOCAL_SIZE = 18;
    private static final int LOCAL_NAME = 26;
    private static final int LOCAL_EXTRA = 28;
    private static final int COMMON = 4; // from here both headers agree for COMMON_LENGTH bytes
    private static final int COMMON_LENGTH = 26;
    private static final int DIRECTORY_LENGTH = 46;
    private static final int DIRECTORY_OFFSET = 42;
    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int MOST_ENTRIES = 0xffff;
    private static final int LONGEST_NAME = 512;
    private static final int LONGEST = 1 << 20;

    private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
    private final ByteBuffer header =
            ByteBuffer.allocate(LOCAL_LENGTH + LONGEST_NAME).order(ByteOrder.LITTLE_ENDIAN);
    private int wanted = LOCAL_LENGTH;
    private int content;
    private int entries;
    private int position;
    private boolean other;
    private byte[] finished = {};
    private int taken;

    /// Of a jar of which nothing has passed yet.
    public JarEnd() {}

    /// Takes note of the next byte of the jar.
    public void next(int value) {
        position++;
        if (content > 0) {
            content--;
        } else if (!other) {
            header.put((byte) value);
            if (header.position() == LOCAL_LENGTH) {
                other = !readable();
                wanted += other ? 0 : header.getShort(LOCAL_NAME);
            }
            if (header.position() == wanted && !other) {
                add();
            }
        }
    }

    /// Whether the directory may begin here.
    public boolean atBoundary() {
        return !other && content == 0 && header.position() == 0 && entries > 0;
    }

    /// The next byte of the directory; no byte of the jar may follow it.
    public int take() throws ContentException {
        if (finished.length == 0) {
            finish();
        }
        if (taken == finished.length) {
            throw new ContentException(ContentFault.CORRUPT, "a jar goes on after its end");
        }
        return finished[taken++] & 0xff;
    }

    private boolean readable() {
        int name = header.getShort(LOCAL_NAME);
        return header.getInt(0) == LOCAL
                && name > 0
                && name <= LONGEST_NAME
                && header.getShort(LOCAL_EXTRA) == 0
                && header.getInt(LOCAL_SIZE) >= 0
                && entries < MOST_ENTRIES
                && directory.size() < LONGEST;
    }

    private void add() {
        int name = wanted - LOCAL_LENGTH;
        byte[] bytes = new byte[DIRECTORY_LENGTH + name];
        ByteBuffer entry = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        entry.putInt(SIGNATURE).putShort(header.getShort(COMMON));
        entry.put(entry.position(), header, COMMON, COMMON_LENGTH);
        entry.putInt(DIRECTORY_OFFSET, position - wanted);
        entry.put(DIRECTORY_LENGTH, header, LOCAL_LENGTH, name);
        directory.writeBytes(bytes);
        entries++;
        content = header.getInt(LOCAL_SIZE);
        header.clear();
        wanted = LOCAL_LENGTH;
    }

    private void finish() throws ContentException {
        if (!atBoundary()) {
            throw new ContentException(ContentFault.CORRUPT, "no end of a jar here");
        }
        byte[] bytes = new byte[END_LENGTH];
        ByteBuffer end = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        end.putInt(END).putInt(0).putShort((short) entries).putShort((short) entries);
        end.putInt(directory.size()).putInt(position);
        directory.writeBytes(bytes);
        finished = directory.toByteArray();
    }
}
