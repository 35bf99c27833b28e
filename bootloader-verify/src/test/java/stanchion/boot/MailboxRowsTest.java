package stanchion.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stanchion.boot.MailboxRows.Chip;
import stanchion.boot.MailboxRows.Rows;

/// The messages of the mailbox, held against those that the maker's documentation prints.
final class MailboxRowsTest {
    private static final int READ = FakeFirmware.GET_CUSTOMER_OTP;

    private final FakeFirmware firmware = new FakeFirmware();

    @Test
    void requestIsTheOneOfTheDocumentationByteForByte() {
        // vcmailbox 0x00030021 20 20 4 3 0 0 0: total 0x2c, tag, 0x14, 0x14, row 4, three rows
        assertThat(PropertyMessage.request(READ, 4, 3, 0, 0, 0))
                .isEqualTo(words(0x2c, 0, 0x00030021, 0x14, 0x14, 4, 3, 0, 0, 0, 0))
                .startsWith(0x2c, 0, 0, 0, 0, 0, 0, 0, 0x21, 0x00, 0x03, 0x00, 0x14, 0, 0, 0);
    }

    @Test
    void answerOfTheDocumentationIsUnderstood() throws IOException {
        byte[] printed =
                words(
                        0x0000002c,
                        0x80000000,
                        0x00030021,
                        0x00000014,
                        0x80000014,
                        0x00000000,
                        0x00000003,
                        0x11111111,
                        0x22222222,
                        0x33333333,
                        0);
        assertThat(PropertyMessage.answer(printed, READ, 5))
                .containsExactly(0, 3, 0x11111111, 0x22222222, 0x33333333);
    }

    @Test
    void firstByteIsTheMostSignificantOfTheFirstRow() throws IOException {
        // the key that the documentation prints both as rows and as hexadecimal text
        int[] rows = {
            0xf8dbc7b0, 0xa4fcfb1d, 0x706e298a, 0xc9d0485c,
            0x2226ce8d, 0xf7f7596a, 0xc77337bd, 0x09fbe160
        };
        System.arraycopy(rows, 0, firmware.keyRows, 0, rows.length);
        assertThat(Hex.of(new MailboxRows(firmware, Chip.BCM2711, Rows.DEVICE_KEY).read()))
                .isEqualTo("f8dbc7b0a4fcfb1d706e298ac9d0485c2226ce8df7f7596ac77337bd09fbe160");
    }

    @ParameterizedTest
    @CsvSource({"CUSTOMER, 0x30021", "DEVICE_KEY, 0x30081"})
    void rowsHaveTheirOwnTags(Rows rows, int tag) throws IOException {
        new MailboxRows(firmware, Chip.BCM2712, rows).read();
        assertThat(firmware.tags).containsExactly(tag);
    }

    @Test
    void eachFaultOfAnAnswerIsNamed() throws IOException {
        byte[] good =
                firmware.exchange(PropertyMessage.request(READ, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0));
        assertRefused(with(good, 1, 0x80000001), "the mailbox answered 0x80000001");
        assertRefused(with(good, 1, 0), "the mailbox answered 0x0");
        assertRefused(with(good, 2, 0x00030081), "the answer is to another tag, 0x30081");
        assertRefused(with(good, 4, 40), "the firmware does not know the tag 0x30021");
        assertRefused(with(good, 4, 0x80000024), "the firmware answered 36 of 40 bytes");
        assertRefused(with(good, 4, 0x8000002c), "the firmware answered 44 of 40 bytes");
        assertRefused(with(good, 6, 7), "the firmware read 7 of 8 rows");
        assertRefused(Arrays.copyOf(good, 60), "the mailbox returned 60 bytes");
    }

    @Test
    void lockOfTheComputeModule5IsASingleWord() throws IOException {
        new MailboxRows(firmware, Chip.BCM2712, Rows.CUSTOMER).lock();
        assertThat(firmware.locked).isTrue();
        assertThat(firmware.tags).containsExactly(0x00030086);
    }

    @Test
    void lockThatLastsForEverIsNeverApplied() throws IOException {
        new MailboxRows(firmware, Chip.BCM2711, Rows.CUSTOMER).lock();
        new MailboxRows(firmware, Chip.BCM2712, Rows.DEVICE_KEY).lock();
        assertThat(firmware.tags).isEmpty();
    }

    @Test
    void firmwareWithoutTheLockIsNotTakenForLocked() {
        Mailbox old = message -> with(message, 1, 0x80000000);
        assertThatThrownBy(() -> new MailboxRows(old, Chip.BCM2712, Rows.CUSTOMER).lock())
                .isInstanceOf(IOException.class)
                .hasMessage("the firmware does not know the tag 0x30086");
    }

    @Test
    void readingLocksNothing() throws IOException {
        new MailboxRows(firmware, Chip.BCM2712, Rows.CUSTOMER).read();
        assertThat(firmware.locked).isFalse();
    }

    private static void assertRefused(byte[] answer, String reason) {
        MailboxRows rows = new MailboxRows(message -> answer, Chip.BCM2711, Rows.CUSTOMER);
        assertThatThrownBy(rows::read).isInstanceOf(IOException.class).hasMessage(reason);
    }

    private static byte[] with(byte[] message, int word, int value) {
        byte[] changed = message.clone();
        ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(4 * word, value);
        return changed;
    }

    private static byte[] words(int... words) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * words.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int word : words) {
            bytes.putInt(word);
        }
        return bytes.array();
    }
}
