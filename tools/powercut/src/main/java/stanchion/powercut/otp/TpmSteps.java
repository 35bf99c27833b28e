package stanchion.powercut.otp;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import stanchion.boot.TpmCounter;
import stanchion.boot.TpmCounterWriter;
import stanchion.release.ReleaseException;

/// The rollback counter in a TPM behind `/dev/tpmrm0`: made by provisioning, read by the verifier,
/// raised, and never lowered, over a restart of the machine too.
///
/// | counter | first version, epoch 0 | second, epoch 1 |
/// |---|---|---|
/// | absent | refused | refused |
/// | 1, as provisioning makes it on a new TPM | refused | boots |
/// | 2 | refused | refused |
record TpmSteps(OtpGuest guest) {
    private static final Path TPM = Path.of("/dev/tpmrm0");
    private static final int INDEX = 0x01800000;
    private static final int LATER_EPOCH = 2;

    /// `TPM_ST_SESSIONS`, `TPM_CC_NV_Write`, `TPM_RS_PW` (TPM 2.0 Library, Part 2).
    private static final short SESSIONS = (short) 0x8002;

    private static final int NV_WRITE = 0x137;
    private static final int PASSWORD = 0x40000009;
    private static final int PASSWORD_BYTES = 9;
    private static final int CODE_AT = 6;
    private static final int LARGEST = 4096;

    void take(boolean again) throws IOException, ReleaseException {
        if (!again) {
            first();
        }
        guest.step("locked: the counter is at " + value(), value() == LATER_EPOCH);
        lower();
        guest.verifier("locked, first version", OtpGuest.DEVICE, OtpGuest.ROLLBACK);
        guest.verifier("locked, second version", OtpGuest.NEWER, OtpGuest.ROLLBACK);
    }

    private void first() throws IOException, ReleaseException {
        guest.verifier("blank", OtpGuest.NEWER, OtpGuest.COUNTER_UNREADABLE);
        OtpGuest.order(OtpGuest.ROOT).carryOut(line -> guest.step("written: " + line, true));
        guest.step("written: nothing is left to do", OtpGuest.order(OtpGuest.ROOT).done());
        guest.verifier("written, second version", OtpGuest.NEWER, 0);
        guest.verifier("written, first version", OtpGuest.DEVICE, OtpGuest.ROLLBACK);
        new TpmCounterWriter(TPM, INDEX).raise(LATER_EPOCH);
    }

    private static long value() throws IOException {
        return new TpmCounter(TPM, INDEX).read();
    }

    /// Tries to write a 0 into it, as no program of a charger's does.
    private void lower() throws IOException {
        ByteBuffer command =
                ByteBuffer.allocate(LARGEST)
                        .putShort(SESSIONS)
                        .putInt(0)
                        .putInt(NV_WRITE)
                        .putInt(INDEX)
                        .putInt(INDEX)
                        .putInt(PASSWORD_BYTES)
                        .putInt(PASSWORD)
                        .putShort((short) 0)
                        .put((byte) 0)
                        .putShort((short) 0)
                        .putShort((short) Long.BYTES)
                        .putLong(0)
                        .putShort((short) 0);
        command.putInt(Short.BYTES, command.position());
        byte[] answer = new byte[LARGEST];
        try (RandomAccessFile tpm = new RandomAccessFile(TPM.toFile(), "rw")) {
            tpm.write(command.array(), 0, command.position());
            tpm.read(answer);
        }
        int code = ByteBuffer.wrap(answer).getInt(CODE_AT);
        guest.step(
                "locked: a write is refused with " + Integer.toHexString(code),
                code != 0 && value() == LATER_EPOCH);
    }
}
