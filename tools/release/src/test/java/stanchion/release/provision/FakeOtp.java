package stanchion.release.provision;

import java.io.IOException;
import java.nio.ByteBuffer;
import stanchion.boot.DeviceKey;
import stanchion.boot.OneTimeProgrammable;

/// An OTP that can be locked, damaged, and lose its power.
final class FakeOtp implements OneTimeProgrammable, DeviceKey, OtpRows {
    /// What happens to a write.
    enum Mood {
        WRITES,
        /// As a locked Raspberry Pi: success, and nothing written.
        DROPS,
        COMPLAINS
    }

    final int[] rows = new int[ROWS];
    Mood mood = Mood.WRITES;
    int writesUntilPowerCut = Integer.MAX_VALUE;

    /// Bits of a row that an interrupted write still sets.
    int lastBits;

    int writes;

    @Override
    public byte[] read() {
        ByteBuffer bytes = ByteBuffer.allocate(4 * ROWS);
        for (int row : rows) {
            bytes.putInt(row);
        }
        return bytes.array();
    }

    @Override
    public void program(int row, int value) throws IOException {
        if (mood == Mood.COMPLAINS) {
            throw new IOException("the mailbox answered 0x80000001");
        }
        if (writes == writesUntilPowerCut) {
            rows[row] |= value & lastBits;
            throw new PowerCut();
        }
        writes++;
        if (mood == Mood.WRITES) {
            rows[row] |= value;
        }
    }

    /// The end of the process, not an error that it could handle.
    static final class PowerCut extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
