package stanchion.hal.linux;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import stanchion.hal.linux.os.Device;

/// Transfers that go out in one call (`SPI_IOC_MESSAGE(n)`), prepared once and used again and
/// again.
///
/// ```text
/// spi_ioc_transfer  tx_buf:u64 rx_buf:u64 len:u32 speed_hz:u32 delay:u16 bits:u8 cs_change:u8 …  = 32
/// ```
public final class SpiBurst {
    private static final long TRANSFER_BYTES = 32;
    private static final long RECEIVE = 8;
    private static final long LENGTH = 16;
    private static final long RELEASE_CHIP = 27;
    private static final long IOC_WRITE_SPI = 0x40006B00L;
    private static final int SIZE_SHIFT = 16;

    private final long request;
    private final MemorySegment message;
    private final MemorySegment sent;
    private final MemorySegment received;
    private final int[] starts;

    SpiBurst(List<byte[]> requests) {
        int count = requests.size();
        if (count < 1 || count > SpiBus.MAX_TRANSFERS) {
            throw new IllegalArgumentException(
                    count + " transfers; one call carries 1…" + SpiBus.MAX_TRANSFERS);
        }
        int bytes = requests.stream().mapToInt(one -> one.length).sum();
        request = IOC_WRITE_SPI | (count * TRANSFER_BYTES) << SIZE_SHIFT;
        message = Device.memory(count * TRANSFER_BYTES);
        sent = Device.memory(bytes);
        received = Device.memory(bytes);
        starts = new int[count];
        int at = 0;
        for (int i = 0; i < count; i++) {
            starts[i] = at;
            describe(i, requests.get(i), i < count - 1);
            at += requests.get(i).length;
        }
    }

    private void describe(int index, byte[] bytes, boolean releases) {
        long transfer = index * TRANSFER_BYTES;
        int at = starts[index];
        MemorySegment.copy(bytes, 0, sent, ValueLayout.JAVA_BYTE, at, bytes.length);
        message.set(ValueLayout.JAVA_LONG, transfer, sent.address() + at);
        message.set(ValueLayout.JAVA_LONG, transfer + RECEIVE, received.address() + at);
        message.set(ValueLayout.JAVA_INT, transfer + LENGTH, bytes.length);
        message.set(ValueLayout.JAVA_BYTE, transfer + RELEASE_CHIP, (byte) (releases ? 1 : 0));
    }

    /// How many transfers there are.
    public int transfers() {
        return starts.length;
    }

    /// Changes what is sent.
    public void send(int transfer, int at, byte value) {
        sent.set(ValueLayout.JAVA_BYTE, starts[transfer] + at, value);
    }

    /// A byte of the answer of a transfer, 0…255.
    public int received(int transfer, int at) {
        return Byte.toUnsignedInt(received.get(ValueLayout.JAVA_BYTE, starts[transfer] + at));
    }

    long request() {
        return request;
    }

    MemorySegment message() {
        return message;
    }
}
