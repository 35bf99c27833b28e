package stanchion.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/// The bytes around a journal's blocks.
///
/// ```text
/// "STANCHJ" u8 version, then blocks:
/// i32 length of the payload │ u8 type │ i32 number │ i32 CRC-32C of these nine bytes │
/// payload │ i32 CRC-32C of the payload                                       all big-endian
/// ```
///
/// Blocks are numbered from wherever the first one begins, without a gap.
final class JournalFrames {
    static final int VERSION = 3;
    static final int BEGINNING = 1;
    static final int CYCLES = 2;
    static final int MISSED = 3;

    /// Greatest payload.
    static final int MOST_BYTES = 1 << 24;

    static final int HEAD_BYTES = 13;

    private static final byte[] MAGIC = "STANCHJ".getBytes(StandardCharsets.US_ASCII);
    static final int OPENING_BYTES = MAGIC.length + 1;

    private JournalFrames() {}

    /// What every journal begins with.
    static byte[] opening() {
        return ByteBuffer.allocate(OPENING_BYTES).put(MAGIC).put((byte) VERSION).array();
    }

    static boolean isMagic(ByteBuffer journal) {
        return journal.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
    }

    static byte[] block(int type, int number, byte[] payload) {
        ByteBuffer block = ByteBuffer.allocate(HEAD_BYTES + payload.length + Integer.BYTES);
        block.putInt(payload.length).put((byte) type).putInt(number);
        block.putInt(checksum(block.slice(0, HEAD_BYTES - Integer.BYTES)));
        return block.put(payload).putInt(checksum(ByteBuffer.wrap(payload))).array();
    }

    static int checksum(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
