package stanchion.hal.linux;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.List;
import stanchion.hal.linux.os.Device;

/// A device on an SPI bus (/dev/spidevB.C), eight bits a word.
///
/// Many transfers go out in one call, at the pace of the bus and not of a scheduler: even spacing
/// comes from hardware. Between two transfers the kernel releases the chip for 10 µs
/// (`spi_transfer_cs_change_delay`), which counts in a burst's pace.
public final class SpiBus implements AutoCloseable {
    /// Transfers one call can carry: the size field of an ioctl number has 14 bits.
    public static final int MAX_TRANSFERS = 511;

    /// How long a chip rests between two transfers of a burst.
    public static final long REST_NANOS = 10_000;

    private static final long WRITE_MODE = 0x40016B01L;
    private static final long WRITE_BITS = 0x40016B03L;
    private static final long WRITE_SPEED = 0x40046B04L;
    private static final byte BITS = 8;
    private static final int MODES = 4;

    private final Device device;
    private final long speedHz;

    private SpiBus(Device device, long speedHz) {
        this.device = device;
        this.speedHz = speedHz;
    }

    /// Opens a device node.
    ///
    /// @param speedHz at most; a controller takes the next it can
    /// @param mode 0…3: bit 0 is the clock's phase, bit 1 its polarity
    public static SpiBus open(Path node, long speedHz, int mode) throws IOException {
        if (mode < 0 || mode >= MODES) {
            throw new IOException(node + ": there is no SPI mode " + mode + ", only 0…3");
        }
        Device device = Device.open(node, Device.Access.READ_WRITE);
        MemorySegment value = Device.memory(Integer.BYTES);
        value.set(ValueLayout.JAVA_BYTE, 0, (byte) mode);
        device.must("set mode " + mode, WRITE_MODE, value);
        value.set(ValueLayout.JAVA_BYTE, 0, BITS);
        device.must("set 8 bits a word", WRITE_BITS, value);
        value.set(ValueLayout.JAVA_INT, 0, (int) speedHz);
        device.must("set a clock of " + speedHz + " Hz", WRITE_SPEED, value);
        return new SpiBus(device, speedHz);
    }

    /// Prepares transfers that go out in one call, the chip released between them.
    ///
    /// @param requests what is sent in each; as many bytes come back
    public SpiBurst burst(List<byte[]> requests) {
        return new SpiBurst(requests);
    }

    /// Sends a burst and receives its answers.
    public Written transfer(SpiBurst burst) {
        try {
            int result = device.ioctl(burst.request(), burst.message());
            return result < 0 ? Written.FAILED : Written.DONE;
        } finally {
            Reference.reachabilityFence(burst); // the kernel writes where only an address points
        }
    }

    /// The clock that was asked for.
    public long speedHz() {
        return speedHz;
    }

    /// The device's path, for messages.
    public String name() {
        return device.name();
    }

    @Override
    public void close() {
        device.close();
    }
}
