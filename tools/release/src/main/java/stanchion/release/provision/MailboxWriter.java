package stanchion.release.provision;

import java.io.IOException;
import stanchion.boot.Mailbox;
import stanchion.boot.PropertyMessage;

/// Rows of a Raspberry Pi's OTP, written through its firmware.
///
/// "Industrial use of the Raspberry Pi", Raspberry Pi documentation: the customer's rows by tag
/// 0x00038021, those of the device-specific private key by 0x00038081; first row, number of rows,
/// values.
public record MailboxWriter(Mailbox mailbox, Rows rows) implements OtpRows {
    /// Which eight rows.
    public enum Rows {
        CUSTOMER(0x00038021),
        DEVICE_KEY(0x00038081);

        private final int tag;

        Rows(int tag) {
            this.tag = tag;
        }
    }

    @Override
    public void program(int row, int value) throws IOException {
        int[] request = {row, 1, value};
        byte[] answer = mailbox.exchange(PropertyMessage.request(rows.tag, request));
        PropertyMessage.taken(answer, rows.tag, request.length);
    }
}
