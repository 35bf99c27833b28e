package stanchion.powercut.nbd;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/// How a client of the Network Block Device protocol comes to one export, "fixed newstyle".
///
/// ```text
/// server  NBDMAGIC IHAVEOPT u16 flags                     client  u32 flags
/// client  IHAVEOPT u32 option u32 length data …           server  reply magic, option, u32 reply, u32 length, data
/// ```
///
/// Every name is the one export. Options beyond INFO, GO, EXPORT_NAME, LIST and ABORT are declined,
/// so neither TLS nor structured replies are spoken. (NBD protocol, "Fixed newstyle negotiation".)
record Handshake(DataInputStream in, DataOutputStream out, long size) {
    private static final long NBD_MAGIC = 0x4e42444d41474943L;
    private static final long OPTION_MAGIC = 0x49484156454F5054L;
    private static final long REPLY_MAGIC = 0x0003e889045565a9L;
    private static final int FIXED_NEWSTYLE_NO_ZEROES = 3;
    private static final int NO_ZEROES = 2;

    private static final int EXPORT_NAME = 1;
    private static final int ABORT = 2;
    private static final int LIST = 3;
    private static final int INFO = 6;
    private static final int GO = 7;

    private static final int ACKNOWLEDGED = 1;
    private static final int SERVER = 2;
    private static final int EXPORT_INFO = 3;
    private static final int UNSUPPORTED = 0x8000_0001;

    /// HAS_FLAGS, SEND_FLUSH, SEND_FUA.
    private static final int EXPORT_FLAGS = 1 | 1 << 2 | 1 << 3;

    private static final int LONGEST_OPTION = 4096;
    private static final int ZEROES = 124;

    /// @return whether the client came to the export; else it left
    /// @throws IOException when what came is not the protocol
    boolean shake() throws IOException {
        out.writeLong(NBD_MAGIC);
        out.writeLong(OPTION_MAGIC);
        out.writeShort(FIXED_NEWSTYLE_NO_ZEROES);
        out.flush();
        int flags = in.readInt();
        while (true) {
            if (in.readLong() != OPTION_MAGIC) {
                throw new IOException("not an option of NBD");
            }
            int option = in.readInt();
            int length = in.readInt();
            if (length < 0 || length > LONGEST_OPTION) {
                throw new IOException("an option of " + length + " bytes");
            }
            in.skipNBytes(length);
            switch (option) {
                case EXPORT_NAME -> {
                    enter((flags & NO_ZEROES) == 0 ? ZEROES : 0);
                    return true;
                }
                case INFO -> describe(option);
                case GO -> {
                    describe(option);
                    return true;
                }
                case LIST -> {
                    reply(option, SERVER, new byte[Integer.BYTES]);
                    reply(option, ACKNOWLEDGED, new byte[0]);
                }
                case ABORT -> {
                    reply(option, ACKNOWLEDGED, new byte[0]);
                    return false;
                }
                default -> reply(option, UNSUPPORTED, new byte[0]);
            }
        }
    }

    private void enter(int zeroes) throws IOException {
        out.writeLong(size);
        out.writeShort(EXPORT_FLAGS);
        out.write(new byte[zeroes]);
        out.flush();
    }

    private void describe(int option) throws IOException {
        out.writeLong(REPLY_MAGIC);
        out.writeInt(option);
        out.writeInt(EXPORT_INFO);
        out.writeInt(Short.BYTES + Long.BYTES + Short.BYTES);
        out.writeShort(0);
        out.writeLong(size);
        out.writeShort(EXPORT_FLAGS);
        reply(option, ACKNOWLEDGED, new byte[0]);
    }

    private void reply(int option, int reply, byte[] data) throws IOException {
        out.writeLong(REPLY_MAGIC);
        out.writeInt(option);
        out.writeInt(reply);
        out.writeInt(data.length);
        out.write(data);
        out.flush();
    }
}
