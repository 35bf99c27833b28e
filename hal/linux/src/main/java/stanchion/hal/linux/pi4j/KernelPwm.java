package stanchion.hal.linux.pi4j;

import com.pi4j.context.Context;
import com.pi4j.io.exception.IOException;
import com.pi4j.io.pwm.Pwm;
import com.pi4j.io.pwm.PwmBase;
import com.pi4j.io.pwm.PwmConfig;
import com.pi4j.io.pwm.PwmPolarity;
import com.pi4j.io.pwm.PwmProvider;
import com.pi4j.io.pwm.PwmProviderBase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import stanchion.hal.linux.Polarity;
import stanchion.hal.linux.PwmChannel;
import stanchion.hal.linux.Roots;
import stanchion.hal.linux.Written;

/// Pi4J's PWM over the kernel's. A chip is named by its configuration's `name`, that of its device.
///
/// Pi4J's duty is a whole percent, and a percent is 0.6 A of a charger's offer: 16 A = 26.67 % and
/// 32 A = 53.33 % cannot be said in it. So the pilot is created through Pi4J and driven through
/// [#channel], in nanoseconds. What goes through Pi4J's API leaves no gap either: off is 0 %, not a
/// disabled channel.
public final class KernelPwm extends PwmBase {
    private static final int PERCENT = 100;

    private final PwmChannel channel;

    private KernelPwm(PwmProvider provider, PwmConfig config, PwmChannel channel) {
        super(provider, config);
        this.channel = channel;
    }

    /// The extension of Pi4J's PWM: the same channel, in nanoseconds.
    public PwmChannel channel() {
        return channel;
    }

    /// Makes channels, each started at its initial value: none is 0 %.
    public static final class Channels extends PwmProviderBase implements PwmProvider {
        private final Roots roots;

        public Channels(Roots roots) {
            super("stanchion-pwm", "sysfs PWM in nanoseconds");
            this.roots = roots;
        }

        @Override
        public Pwm create(PwmConfig config) {
            Duration period = Duration.ofNanos(TimeUnit.SECONDS.toNanos(1) / config.frequency());
            PwmChannel.Wanted wanted =
                    new PwmChannel.Wanted(
                            config.name(),
                            config.channel(),
                            period,
                            config.initialValue() == null
                                    ? 0
                                    : period.toNanos() * config.initialValue() / PERCENT,
                            config.polarity() == PwmPolarity.INVERSED
                                    ? Polarity.ACTIVE_LOW
                                    : Polarity.ACTIVE_HIGH);
            PwmChannel opened = Opening.of(() -> PwmChannel.open(roots, wanted));
            KernelPwm pwm = new KernelPwm(this, config, opened);
            context.registry().add(pwm);
            return pwm;
        }
    }

    @Override
    public Pwm on() {
        if (TimeUnit.SECONDS.toNanos(1) / frequency != channel.periodNanos()) {
            throw new IOException(name() + ": its frequency is constant");
        }
        write(channel.periodNanos() * dutyCycle / PERCENT);
        onState = true;
        return this;
    }

    @Override
    public Pwm off() {
        write(0);
        onState = false;
        return this;
    }

    private void write(long nanos) {
        if (channel.duty(nanos) == Written.FAILED) {
            throw new IOException(name() + ": the kernel refuses a duty of " + nanos + " ns");
        }
    }

    @Override
    public Pwm shutdownInternal(Context context) {
        super.shutdownInternal(context);
        channel.close();
        return this;
    }
}
