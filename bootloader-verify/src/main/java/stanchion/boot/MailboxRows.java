package stanchion.boot;

import java.io.IOException;

/// Eight rows of 32 bits in the OTP of a Raspberry Pi, through its firmware.
///
/// Byte 0 of the value is the most significant byte of the first row, so that the rows of `vcgencmd
/// otp_dump` and `rpi-otp-private-key`, read as text, are the value in hexadecimal. Rows and tags:
/// "OTP register and bit definitions" and "Industrial use of the Raspberry Pi", Raspberry Pi
/// documentation.
public final class MailboxRows implements OneTimeProgrammable, DeviceKey {
    public static final int ROWS = OneTimeProgrammable.BYTES / Integer.BYTES;
    private static final int LOCK_CUSTOMER_ROWS = 0x00030086;

    /// Which chip, and so which rows, and whether its lock is forgotten at reset.
    public enum Chip {
        /// CM4: customer rows 36–43, key rows 56–63; its lock is for ever and not ours to apply.
        BCM2711,
        /// CM5: customer rows 77–84, sixteen key rows of which the first eight serve here.
        BCM2712;

        /// The chip that `boot.conf` calls so.
        public static Chip of(String word) {
            return word.equals("bcm2712") ? BCM2712 : BCM2711;
        }
    }

    /// Which eight rows.
    public enum Rows {
        CUSTOMER(0x00030021),
        /// "Device-specific private key": read-protected by nothing but the mailbox's permissions.
        DEVICE_KEY(0x00030081);

        private final int readTag;

        Rows(int readTag) {
            this.readTag = readTag;
        }
    }

    private final Mailbox mailbox;
    private final Chip chip;
    private final Rows rows;

    public MailboxRows(Mailbox mailbox, Chip chip, Rows rows) {
        this.mailbox = mailbox;
        this.chip = chip;
        this.rows = rows;
    }

    @Override
    public byte[] read() throws IOException {
        int[] request = new int[2 + ROWS];
        request[1] = ROWS;
        byte[] answer = mailbox.exchange(PropertyMessage.request(rows.readTag, request));
        int[] values = PropertyMessage.answer(answer, rows.readTag, request.length);
        if (values[1] != ROWS) {
            throw new IOException("the firmware read " + values[1] + " of " + ROWS + " rows");
        }
        byte[] bytes = new byte[OneTimeProgrammable.BYTES];
        for (int i = 0; i < OneTimeProgrammable.BYTES; i++) {
            int row = values[2 + i / Integer.BYTES];
            bytes[i] = (byte) (row >>> (24 - 8 * (i % Integer.BYTES)));
        }
        return bytes;
    }

    @Override
    public void lock() throws IOException {
        if (chip == Chip.BCM2712 && rows == Rows.CUSTOMER) {
            byte[] answer = mailbox.exchange(PropertyMessage.request(LOCK_CUSTOMER_ROWS, 0));
            PropertyMessage.taken(answer, LOCK_CUSTOMER_ROWS, 1);
        }
    }
}
