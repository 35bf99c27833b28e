package stanchion.boot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// The OTP's side of a Raspberry Pi's firmware, as its documentation describes it.
final class FakeFirmware implements Mailbox {
    static final int GET_CUSTOMER_OTP = 0x00030021;
    static final int GET_PRIVATE_KEY = 0x00030081;
    static final int LOCK_CUSTOMER_OTP = 0x00030086;

    final int[] customerRows = new int[8];
    final int[] keyRows = new int[16];
    final List<Integer> tags = new ArrayList<>();
    boolean locked;

    @Override
    public byte[] exchange(byte[] message) throws IOException {
        ByteBuffer words = ByteBuffer.wrap(message.clone()).order(ByteOrder.LITTLE_ENDIAN);
        if (words.getInt(0) != message.length) {
            throw new IOException("the kernel refuses a message of another length than it says");
        }
        int tag = words.getInt(8);
        tags.add(tag);
        words.putInt(4, 0x80000000);
        switch (tag) {
            case GET_CUSTOMER_OTP -> read(words, customerRows);
            case GET_PRIVATE_KEY -> read(words, keyRows);
            case LOCK_CUSTOMER_OTP -> {
                locked = true;
                words.putInt(16, 0x80000004);
            }
            default -> {
                // an unknown tag comes back as it went
            }
        }
        return words.array();
    }

    private static void read(ByteBuffer words, int[] rows) {
        int first = words.getInt(20);
        int number = words.getInt(24);
        words.putInt(16, 0x80000000 | (8 + 4 * number));
        for (int i = 0; i < number; i++) {
            words.putInt(28 + 4 * i, rows[first + i]);
        }
    }
}
