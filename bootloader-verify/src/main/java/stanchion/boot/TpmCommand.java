package stanchion.boot;

import java.io.IOException;
import java.nio.ByteBuffer;

/// A TPM 2.0 command in the making, and what makes an answer one (TPM 2.0 Library, Part 1, "Command
/// and response structure"; Part 3 for each command's parameters). All numbers are big-endian.
///
/// ```text
/// command  tag 16 · size 32 · code 32 · handles · [size 32 · password session] · parameters
/// answer   tag 16 · size 32 · code 32 · [size 32] · parameters · [session]
/// ```
final class TpmCommand {
    static final int NV_DEFINE_SPACE = 0x12A;
    static final int NV_INCREMENT = 0x134;
    static final int NV_READ = 0x14E;
    static final int NV_READ_PUBLIC = 0x169;
    static final int OWNER = 0x4000_0001;

    private static final short NO_SESSIONS = (short) 0x8001;
    private static final short SESSIONS = (short) 0x8002;
    private static final int HEADER = 10;
    private static final int SIZE_AT = 2;
    private static final int CODE_AT = 6;
    private static final int PASSWORD_SESSION = 0x4000_0009;
    private static final int SESSION_BYTES = 9;
    private static final int ANSWERED_SESSION_BYTES = 5;
    private static final int LARGEST = 256;

    private final ByteBuffer bytes = ByteBuffer.allocate(LARGEST);

    TpmCommand(int code) {
        bytes.putShort(NO_SESSIONS).putInt(0).putInt(code);
    }

    TpmCommand handle(int handle) {
        return u32(handle);
    }

    /// Authorises the handles before it; at most 32 bytes.
    TpmCommand password(byte... password) {
        bytes.putShort(0, SESSIONS);
        u32(SESSION_BYTES + password.length).u32(PASSWORD_SESSION).u16(0);
        bytes.put((byte) 0);
        return sized(password);
    }

    TpmCommand u16(int value) {
        bytes.putShort((short) value);
        return this;
    }

    TpmCommand u32(int value) {
        bytes.putInt(value);
        return this;
    }

    TpmCommand sized(byte... value) {
        u16(value.length);
        bytes.put(value);
        return this;
    }

    byte[] bytes() {
        bytes.putInt(SIZE_AT, bytes.position());
        byte[] command = new byte[bytes.position()];
        bytes.get(0, command);
        return command;
    }

    /// Sends the command; returns the parameters of the answer.
    ///
    /// @throws IOException when the answer is an error, or not exactly as long as it says
    ByteBuffer run(TpmChannel tpm) throws IOException {
        byte[] command = bytes();
        ByteBuffer answer = ByteBuffer.wrap(tpm.exchange(command));
        int length = answer.limit();
        if (length < HEADER || answer.getInt(SIZE_AT) != length) {
            throw new IOException("the TPM's answer has not the length it says: " + length);
        }
        int code = answer.getInt(CODE_AT);
        if (code != 0) {
            throw new TpmErrorException(code);
        }
        if (answer.getShort(0) != ByteBuffer.wrap(command).getShort(0)) {
            throw new IOException("the TPM's answer is of another kind");
        }
        answer.position(HEADER);
        return answer.getShort(0) == SESSIONS ? withoutSession(answer) : answer.slice();
    }

    private static ByteBuffer withoutSession(ByteBuffer answer) throws IOException {
        int room = answer.remaining() - Integer.BYTES - ANSWERED_SESSION_BYTES;
        if (room < 0 || answer.getInt() != room) {
            throw new IOException("the TPM's answer has parameters of another length");
        }
        return answer.slice(answer.position(), room);
    }
}
