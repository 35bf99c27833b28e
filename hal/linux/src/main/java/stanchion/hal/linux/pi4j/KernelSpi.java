package stanchion.hal.linux.pi4j;

import com.pi4j.context.Context;
import com.pi4j.io.exception.IOException;
import com.pi4j.io.spi.Spi;
import com.pi4j.io.spi.SpiBase;
import com.pi4j.io.spi.SpiConfig;
import com.pi4j.io.spi.SpiProvider;
import com.pi4j.io.spi.SpiProviderBase;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import stanchion.hal.linux.Roots;
import stanchion.hal.linux.SpiBurst;
import stanchion.hal.linux.SpiBus;
import stanchion.hal.linux.Written;

/// Pi4J's SPI over the kernel's (/dev/spidevB.C).
///
/// Pi4J knows one transfer a call. Many conversions at the bus's own pace are one call of the
/// kernel, so converters are created through Pi4J and driven through [#bus].
public final class KernelSpi extends SpiBase {
    private final SpiBus bus;

    private KernelSpi(SpiProvider provider, SpiConfig config, SpiBus bus) {
        super(provider, config);
        this.bus = bus;
    }

    /// The extension of Pi4J's SPI: the same device, in bursts.
    public SpiBus bus() {
        return bus;
    }

    /// Makes devices.
    public static final class Devices extends SpiProviderBase implements SpiProvider {
        private final Roots roots;

        public Devices(Roots roots) {
            super("stanchion-spi", "spidev");
            this.roots = roots;
        }

        @Override
        public Spi create(SpiConfig config) {
            Path node =
                    roots.dev()
                            .resolve(
                                    "spidev%d.%d"
                                            .formatted(config.bus().getBus(), config.channel()));
            int mode = config.mode().getMode();
            SpiBus opened = Opening.of(() -> SpiBus.open(node, config.baud(), mode));
            KernelSpi spi = new KernelSpi(this, config, opened);
            context.registry().add(spi);
            return spi;
        }
    }

    @Override
    public int transfer(byte[] sent, int sentAt, byte[] received, int receivedAt, int length) {
        SpiBurst one = bus.burst(List.of(Arrays.copyOfRange(sent, sentAt, sentAt + length)));
        if (bus.transfer(one) == Written.FAILED) {
            throw new IOException(bus.name() + ": the kernel refuses the transfer");
        }
        for (int i = 0; i < length; i++) {
            received[receivedAt + i] = (byte) one.received(0, i);
        }
        return length;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        read(one, 0, 1);
        return Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] received, int at, int length) {
        return transfer(new byte[length], 0, received, at, length);
    }

    @Override
    public int write(byte value) {
        return write(new byte[] {value}, 0, 1);
    }

    @Override
    public int write(byte[] sent, int at, int length) {
        return transfer(sent, at, new byte[length], 0, length);
    }

    @Override
    public void writeThenRead(
            byte[] sent,
            int sentAt,
            int sentLength,
            int pauseMicros,
            byte[] received,
            int receivedAt,
            int receivedLength) {
        if (pauseMicros != 0) {
            throw new IOException(bus.name() + ": no pause within a transfer");
        }
        byte[] request =
                Arrays.copyOf(
                        Arrays.copyOfRange(sent, sentAt, sentAt + sentLength),
                        sentLength + receivedLength);
        byte[] answer = new byte[request.length];
        transfer(request, 0, answer, 0, request.length);
        System.arraycopy(answer, sentLength, received, receivedAt, receivedLength);
    }

    @Override
    public Spi shutdownInternal(Context context) {
        super.shutdownInternal(context);
        bus.close();
        return this;
    }
}
