package stanchion.release.provision;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Optional;
import stanchion.boot.DeviceKey;
import stanchion.release.ReleaseException;

/// The device key of a charger that is being provisioned: random bits that nobody ever sees, burnt
/// where the boot description looks for them.
///
/// A row that is zero is not written yet; so a power cut between rows leaves a key that a second
/// run completes.
record KeySetup(DeviceKey port, OtpRows rows, SecureRandom random) {
    /// Whether no row is zero.
    boolean ready() throws ReleaseException {
        return firstZero().isEmpty();
    }

    void begin() throws ReleaseException {
        for (Optional<Integer> row = firstZero(); row.isPresent(); row = firstZero()) {
            write(row.get());
        }
    }

    private void write(int row) throws ReleaseException {
        try {
            rows.program(row, word());
        } catch (IOException refused) {
            throw new ReleaseException(
                    "row " + row + " of the device key cannot be written", refused);
        }
        if (firstZero().equals(Optional.of(row))) {
            throw new ReleaseException(
                    "row "
                            + row
                            + " of the device key stays zero though its write reported"
                            + " success: the OTP is locked");
        }
    }

    private int word() {
        int word = random.nextInt();
        while (word == 0) {
            word = random.nextInt();
        }
        return word;
    }

    private Optional<Integer> firstZero() throws ReleaseException {
        byte[] key;
        try {
            key = port.read();
        } catch (IOException unreadable) {
            throw new ReleaseException("the device key cannot be read", unreadable);
        }
        ByteBuffer words = ByteBuffer.wrap(key);
        for (int row = 0; row < OtpRows.ROWS; row++) {
            if (words.getInt() == 0) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }
}
