package stanchion.hal.linux;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// An MCP3208: eight channels, 12 bits, one conversion in 24 clocks (datasheet DS21298, 6.1).
///
/// Conversions are made in bursts, one call for all of them, each channel in its turn.
public final class Mcp3208 implements AutoCloseable {
    /// What stands for a conversion the chip did not answer: its null bit was not 0.
    public static final int NO_ANSWER = -1;

    /// Of the chip, from 0.
    public static final int CHANNELS = 8;

    /// The code of the reference voltage.
    public static final int HIGHEST_CODE = 4095;

    private static final int CLOCKS = 24;
    private static final int MODE = 0;
    private static final int START_SINGLE_ENDED = 0x06;
    private static final int NULL_BIT = 0x10;
    private static final double NANOS = 1e9;

    private final SpiBus bus;

    private Mcp3208(SpiBus bus) {
        this.bus = bus;
    }

    /// Opens the chip at a device node.
    ///
    /// @param speedHz 1 MHz at 2.7 V, 2 MHz at 5 V at most; not under 10 kHz
    public static Mcp3208 open(Path node, long speedHz) throws IOException {
        return new Mcp3208(SpiBus.open(node, speedHz, MODE));
    }

    /// Takes over a bus of mode 0.
    public static Mcp3208 on(SpiBus bus) {
        return new Mcp3208(bus);
    }

    /// Conversions prepared to be made in one call.
    ///
    /// @param channels of each conversion in order, 0…7
    public Burst burst(List<Integer> channels) {
        List<byte[]> requests = new ArrayList<>();
        for (int channel : channels) {
            requests.add(request(channel));
        }
        return new Burst(bus.burst(requests));
    }

    /// Makes the conversions.
    public Written convert(Burst burst) {
        return bus.transfer(burst.transfers);
    }

    /// Conversions a second within a burst, as far as the clock and the kernel decide it; a
    /// controller may add some of its own.
    public double rate() {
        return NANOS / (CLOCKS * NANOS / bus.speedHz() + SpiBus.REST_NANOS);
    }

    static byte[] request(int channel) {
        if (channel < 0 || channel >= CHANNELS) {
            throw new IllegalArgumentException("an MCP3208 has no channel " + channel);
        }
        return new byte[] {(byte) (START_SINGLE_ENDED | channel >> 2), (byte) (channel << 6), 0};
    }

    static int code(int high, int low) {
        return (high & NULL_BIT) != 0 ? NO_ANSWER : (high & 0x0F) << 8 | low;
    }

    /// Conversions made in one call, and their codes afterwards.
    public static final class Burst {
        private final SpiBurst transfers;

        private Burst(SpiBurst transfers) {
            this.transfers = transfers;
        }

        public int conversions() {
            return transfers.transfers();
        }

        /// The code of a conversion, or [#NO_ANSWER].
        public int code(int conversion) {
            return Mcp3208.code(
                    transfers.received(conversion, 1), transfers.received(conversion, 2));
        }
    }

    @Override
    public void close() {
        bus.close();
    }
}
