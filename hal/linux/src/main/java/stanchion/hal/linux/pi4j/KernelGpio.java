package stanchion.hal.linux.pi4j;

import com.pi4j.context.Context;
import com.pi4j.io.exception.IOException;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalInputBase;
import com.pi4j.io.gpio.digital.DigitalInputConfig;
import com.pi4j.io.gpio.digital.DigitalInputProvider;
import com.pi4j.io.gpio.digital.DigitalInputProviderBase;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputBase;
import com.pi4j.io.gpio.digital.DigitalOutputConfig;
import com.pi4j.io.gpio.digital.DigitalOutputProvider;
import com.pi4j.io.gpio.digital.DigitalOutputProviderBase;
import com.pi4j.io.gpio.digital.DigitalState;
import stanchion.hal.linux.Bias;
import stanchion.hal.linux.Edges;
import stanchion.hal.linux.GpioChip;
import stanchion.hal.linux.InputLine;
import stanchion.hal.linux.InputPin;
import stanchion.hal.linux.Level;
import stanchion.hal.linux.OutputLine;
import stanchion.hal.linux.OutputPin;
import stanchion.hal.linux.Polarity;
import stanchion.hal.linux.Written;

/// Pi4J's digital inputs and outputs over the GPIO character device. A line is named by its
/// configuration's `name`, as the device tree has it.
///
/// Pi4J's HIGH and LOW are volts at the pin; what they mean is its on-state. Its listeners are
/// served by what this process writes, not by edges: edges have times, which Pi4J's events have
/// not, and are read from [stanchion.hal.linux.GpioInput] itself.
public final class KernelGpio {
    private KernelGpio() {}

    /// Makes outputs; each has its initial level from the first moment.
    public static final class Outputs extends DigitalOutputProviderBase
            implements DigitalOutputProvider {
        private final GpioChip chip;

        public Outputs(GpioChip chip) {
            super("stanchion-digital-output", "GPIO character device v2");
            this.chip = chip;
        }

        @Override
        public DigitalOutput create(DigitalOutputConfig config) {
            Level initial =
                    config.initialState() == DigitalState.HIGH ? Level.ACTIVE : Level.INACTIVE;
            OutputLine line = new OutputLine(config.name(), initial, Polarity.ACTIVE_HIGH);
            OutputPin pin = Opening.of(() -> chip.output(line.name(), initial, line.polarity()));
            Output output = new Output(this, config, pin);
            context.registry().add(output);
            return output;
        }
    }

    /// One output.
    private static final class Output extends DigitalOutputBase {
        private final OutputPin pin;

        Output(DigitalOutputProvider provider, DigitalOutputConfig config, OutputPin pin) {
            super(provider, config);
            this.pin = pin;
            state = pin.written() == Level.ACTIVE ? DigitalState.HIGH : DigitalState.LOW;
        }

        @Override
        public DigitalOutput state(DigitalState wanted) {
            Level level = wanted == DigitalState.HIGH ? Level.ACTIVE : Level.INACTIVE;
            if (pin.write(level) == Written.FAILED) {
                throw new IOException(name() + ": the kernel refuses to write the line");
            }
            return super.state(wanted);
        }

        @Override
        public DigitalOutput shutdownInternal(Context context) {
            super.shutdownInternal(context);
            pin.close();
            return this;
        }
    }

    /// Makes inputs.
    public static final class Inputs extends DigitalInputProviderBase
            implements DigitalInputProvider {
        private final GpioChip chip;

        public Inputs(GpioChip chip) {
            super("stanchion-digital-input", "GPIO character device v2");
            this.chip = chip;
        }

        @Override
        public DigitalInput create(DigitalInputConfig config) {
            Bias bias =
                    switch (config.pull()) {
                        case OFF -> Bias.NONE;
                        case PULL_DOWN -> Bias.PULL_DOWN;
                        case PULL_UP -> Bias.PULL_UP;
                    };
            InputLine line = new InputLine(config.name(), Polarity.ACTIVE_HIGH, bias, Edges.NONE);
            Input input = new Input(this, config, Opening.of(() -> chip.input(line)));
            context.registry().add(input);
            return input;
        }
    }

    /// One input.
    private static final class Input extends DigitalInputBase {
        private final InputPin pin;

        Input(DigitalInputProvider provider, DigitalInputConfig config, InputPin pin) {
            super(provider, config);
            this.pin = pin;
        }

        @Override
        public DigitalState state() {
            return switch (pin.level()) {
                case ACTIVE -> DigitalState.HIGH;
                case INACTIVE -> DigitalState.LOW;
                case UNREADABLE -> DigitalState.UNKNOWN;
            };
        }

        @Override
        public DigitalInput shutdownInternal(Context context) {
            super.shutdownInternal(context);
            pin.close();
            return this;
        }
    }
}
