package stanchion.hal.linux;

import com.pi4j.context.Context;
import com.pi4j.context.ContextBuilder;
import com.pi4j.exception.Pi4JException;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.PullResistance;
import com.pi4j.io.i2c.I2C;
import com.pi4j.io.pwm.PwmPolarity;
import com.pi4j.io.spi.SpiMode;
import com.pi4j.provider.Provider;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import stanchion.hal.linux.pi4j.KernelGpio;
import stanchion.hal.linux.pi4j.KernelI2c;
import stanchion.hal.linux.pi4j.KernelPwm;
import stanchion.hal.linux.pi4j.KernelSpi;
import stanchion.hal.linux.pi4j.Opening;

/// The drivers behind Pi4J's API, with providers of our own and no others.
///
/// | goes through Pi4J | does not, and why |
/// |---|---|
/// | a single output, a single input | several lines in one request, edges with times: Pi4J has neither |
/// | I2C registers | |
/// | an SPI device's life | bursts: Pi4J has one transfer a call |
/// | a PWM channel's life | its duty: Pi4J has whole percents |
///
/// The context is built with explicit providers: the automatic one takes a mock for hardware where
/// one lies about. It has no shutdown hook: the loop leaves the outputs safe, in its order. Pi4J
/// looks at `/proc` for a board it knows; what it finds is not asked for.
public final class Pi4jIo implements AutoCloseable {
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int PERCENT = 100;

    private final GpioChip chip;
    private final Context context;

    private Pi4jIo(GpioChip chip, Context context) {
        this.chip = chip;
        this.context = context;
    }

    /// Opens a board's GPIO chip, by its label, and builds the context around it.
    public static Pi4jIo open(Roots roots, String gpioChip) throws IOException {
        GpioChip chip = GpioChip.byLabel(roots, gpioChip);
        Context context =
                context(
                        new KernelGpio.Outputs(chip),
                        new KernelGpio.Inputs(chip),
                        new KernelPwm.Channels(roots),
                        new KernelSpi.Devices(roots),
                        new KernelI2c.Devices(roots));
        return new Pi4jIo(chip, context);
    }

    /// A context that knows these providers and looks for no others.
    static Context context(Provider<?, ?, ?>... providers) {
        return ContextBuilder.newInstance()
                .noAutoDetect()
                .noAutoInject()
                .disableShutdownHook()
                .add(providers)
                .build();
    }

    /// Class names of a context's providers.
    static List<String> providers(Context context) {
        return context.providers().all().values().stream()
                .map(provider -> provider.getClass().getName())
                .sorted()
                .toList();
    }

    /// Class names of the providers that are there, for a check that they are ours.
    public List<String> providers() {
        return providers(context);
    }

    /// The chip, for what Pi4J does not carry.
    public GpioChip chip() {
        return chip;
    }

    /// An output through Pi4J.
    public OutputPin output(OutputLine line) throws IOException {
        DigitalState on = on(line.polarity());
        DigitalState initial = line.initial() == Level.ACTIVE ? on : DigitalState.inverseState(on);
        int offset = chip.offset(line.name());
        DigitalOutput output =
                Opening.through(() ->
                        context.create(
                                DigitalOutput.newConfigBuilder(context)
                                        .id(line.name())
                                        .name(line.name())
                                        .bcm(offset)
                                        .onState(on)
                                        .initial(initial)));
        return new Output(context, output, on);
    }

    /// An input through Pi4J.
    ///
    /// @param line without edges, for which [GpioChip#input] is
    public InputPin input(InputLine line) throws IOException {
        if (line.edges() != Edges.NONE || line.bias() == Bias.AS_IS) {
            throw new IllegalArgumentException("Pi4J has no times of edges and wants a bias");
        }
        int offset = chip.offset(line.name());
        DigitalInput input =
                Opening.through(() ->
                        context.create(
                                DigitalInput.newConfigBuilder(context)
                                        .id(line.name())
                                        .name(line.name())
                                        .bcm(offset)
                                        .onState(on(line.polarity()))
                                        .debounce(0L)
                                        .pull(pull(line.bias()))));
        return new Input(context, input, on(line.polarity()));
    }

    /// A PWM channel created through Pi4J, driven in nanoseconds.
    ///
    /// @param wanted its initial time a whole percent of its period, its period of a whole
    ///   frequency
    public PwmChannel pwm(PwmChannel.Wanted wanted) throws IOException {
        long period = wanted.period().toNanos();
        if (SECOND_NANOS % period != 0 || wanted.initialNanos() * PERCENT % period != 0) {
            throw new IOException("Pi4J has whole hertz and percents only: " + wanted);
        }
        KernelPwm pwm =
                Opening.through(() ->
                        context.create(
                                com.pi4j.io.pwm.Pwm.newConfigBuilder(context)
                                        .id(wanted.chip() + "." + wanted.channel())
                                        .name(wanted.chip())
                                        .channel(wanted.channel())
                                        .frequency((int) (SECOND_NANOS / period))
                                        .polarity(
                                                wanted.polarity() == Polarity.ACTIVE_LOW
                                                        ? PwmPolarity.INVERSED
                                                        : PwmPolarity.NORMAL)
                                        .initial((int) (wanted.initialNanos() * PERCENT / period)),
                                KernelPwm.class));
        return pwm.channel();
    }

    /// An SPI device created through Pi4J, driven in bursts.
    ///
    /// @param bus 0…6
    /// @param chipSelect 0…10
    public SpiBus spi(int bus, int chipSelect, int speedHz, int mode) throws IOException {
        KernelSpi spi =
                Opening.through(() ->
                        context.create(
                                com.pi4j.io.spi.Spi.newConfigBuilder(context)
                                        .id("spi" + bus + "." + chipSelect)
                                        .bus(com.pi4j.io.spi.SpiBus.getByNumber(bus))
                                        .channel(chipSelect)
                                        .baud(speedHz)
                                        .mode(SpiMode.getByNumber(mode)),
                                KernelSpi.class));
        return spi.bus();
    }

    /// An I2C device through Pi4J.
    ///
    /// @param bus number of `/dev/i2c-N`
    /// @param address 7 bits
    public WordRegisters i2c(int bus, int address) throws IOException {
        I2C device =
                Opening.through(() ->
                        context.create(
                                I2C.newConfigBuilder(context)
                                        .id("i2c%d.%02x".formatted(bus, address))
                                        .bus(bus)
                                        .device(address)));
        return new Registers(context, device);
    }

    /// Gives everything back; the lines as they are.
    @Override
    public void close() {
        context.shutdown();
        chip.close();
    }

    /// Once, whether the context went first or the device.
    private static void release(Context context, String id) {
        if (!context.isShutdown() && context.hasIO(id)) {
            context.shutdown(id);
        }
    }

    private static DigitalState on(Polarity polarity) {
        return polarity == Polarity.ACTIVE_HIGH ? DigitalState.HIGH : DigitalState.LOW;
    }

    private static PullResistance pull(Bias bias) {
        return switch (bias) {
            case PULL_UP -> PullResistance.PULL_UP;
            case PULL_DOWN -> PullResistance.PULL_DOWN;
            case NONE, AS_IS -> PullResistance.OFF;
        };
    }

    private record Output(Context context, DigitalOutput line, DigitalState on)
            implements OutputPin {
        @Override
        public Written write(Level level) {
            try {
                line.state(level == Level.ACTIVE ? on : DigitalState.inverseState(on));
                return Written.DONE;
            } catch (Pi4JException refused) {
                return Written.FAILED;
            }
        }

        @Override
        public Level written() {
            return line.state() == on ? Level.ACTIVE : Level.INACTIVE;
        }

        @Override
        public void close() {
            release(context, line.id());
        }
    }

    private record Input(Context context, DigitalInput line, DigitalState on) implements InputPin {
        @Override
        public Sensed level() {
            DigitalState state = line.state();
            if (state == DigitalState.UNKNOWN) {
                return Sensed.UNREADABLE;
            }
            return state == on ? Sensed.ACTIVE : Sensed.INACTIVE;
        }

        @Override
        public void close() {
            release(context, line.id());
        }
    }

    private record Registers(Context context, I2C device) implements WordRegisters {
        private static final int NO_ANSWER = -1;

        @Override
        public int read(int register) {
            try {
                return device.readRegisterWord(register);
            } catch (Pi4JException silent) {
                return NO_ANSWER;
            }
        }

        @Override
        public Written write(int register, int value) {
            try {
                device.writeRegisterWord(register, value);
                return Written.DONE;
            } catch (Pi4JException refused) {
                return Written.FAILED;
            }
        }

        @Override
        public void close() {
            release(context, device.id());
        }
    }
}
