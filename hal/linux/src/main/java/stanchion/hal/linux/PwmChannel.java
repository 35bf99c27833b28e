package stanchion.hal.linux;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import stanchion.hal.linux.os.Attribute;
import stanchion.hal.linux.os.Device;

/// One channel of a PWM chip, in nanoseconds (/sys/class/pwm).
///
/// A change of the duty is one write and leaves no gap: the channel is never disabled to change it,
/// and 0 % and 100 % are steady levels of an enabled channel. What a disabled one shows is the
/// chip's affair, so it stays enabled, too when it is closed.
///
/// A channel outlives its process: after a crash the pilot goes on as it was. So opening takes over
/// what is there in an order that the kernel accepts from every state, and the unit of a shipped
/// charger must end the offer where the charger could not.
public final class PwmChannel implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /// A channel that is wanted.
    ///
    /// @param chip name of the chip's device, `fe20c000.pwm` for one; numbers change with kernels
    /// @param channel of the chip, from 0
    /// @param period of a cycle
    /// @param initialNanos active time of a cycle from the first moment
    /// @param polarity which voltage the active time has
    public record Wanted(
            String chip, int channel, Duration period, long initialNanos, Polarity polarity) {
        public Wanted {
            if (initialNanos < 0 || initialNanos > period.toNanos()) {
                throw new IllegalArgumentException(
                        initialNanos + " ns of a period of " + period.toNanos() + " ns");
            }
        }
    }

    private final Path folder;
    private final Attribute duty;
    private final Attribute period;
    private long periodNanos;
    private long dutyNanos;

    private PwmChannel(Path folder) throws IOException {
        this.folder = folder;
        duty = writable("duty_cycle");
        period = writable("period");
        periodNanos = Math.max(0, period.read());
        dutyNanos = Math.max(0, duty.read());
    }

    /// Takes a channel over, whatever state it is in, and starts it.
    ///
    /// @throws IOException naming the chip and the chips there are, or what the kernel refuses
    public static PwmChannel open(Roots roots, Wanted wanted) throws IOException {
        Path chip = chip(roots, wanted.chip);
        Path folder = chip.resolve("pwm" + wanted.channel);
        if (!Files.isDirectory(folder)) {
            export(chip, wanted);
        }
        PwmChannel channel = new PwmChannel(folder);
        channel.begin(wanted);
        return channel;
    }

    /// The same on this machine, active-high, at 0 %.
    public static PwmChannel open(String chip, int channel, Duration period) throws IOException {
        return open(Roots.SYSTEM, new Wanted(chip, channel, period, 0, Polarity.ACTIVE_HIGH));
    }

    /// Changes the active time of a cycle; from the next cycle on, in most chips.
    ///
    /// @param nanos 0…period; 0 is steadily inactive, the period steadily active
    public Written duty(long nanos) {
        if (nanos < 0 || nanos > periodNanos) {
            throw new IllegalArgumentException(nanos + " ns of a period of " + periodNanos + " ns");
        }
        if (duty.write(nanos) < 0) {
            return Written.FAILED;
        }
        dutyNanos = nanos;
        return Written.DONE;
    }

    /// The active time written last.
    public long dutyNanos() {
        return dutyNanos;
    }

    /// The time of a cycle.
    public long periodNanos() {
        return periodNanos;
    }

    /// The active time the kernel says it has applied, for a check that does not need to be fast.
    ///
    /// @return negative when it says nothing
    public long sensedDutyNanos() {
        return Math.max(-1, duty.read());
    }

    /// Gives up the handle; the channel goes on as it is.
    @Override
    public void close() {
        duty.close();
        period.close();
    }

    private void begin(Wanted wanted) throws IOException {
        setPeriod(wanted.period.toNanos(), wanted.initialNanos);
        String polarity = wanted.polarity == Polarity.ACTIVE_HIGH ? "normal" : "inversed";
        try (Attribute enable = writable("enable")) {
            if (!Attribute.text(folder.resolve("polarity")).equals(polarity)) {
                enable.must(0); // the kernel refuses another polarity while enabled
                try (Attribute inversion = writable("polarity")) {
                    inversion.must(polarity);
                }
            }
            if (enable.read() != 1) {
                enable.must(1);
            }
        }
    }

    /// In the order in which the active time never exceeds the period: the kernel refuses that.
    private void setPeriod(long newPeriod, long newDuty) throws IOException {
        if (newPeriod < dutyNanos) {
            duty.must(Math.min(newDuty, newPeriod));
        }
        if (newPeriod != periodNanos) {
            period.must(newPeriod);
        }
        duty.must(newDuty);
        periodNanos = newPeriod;
        dutyNanos = newDuty;
    }

    private Attribute writable(String attribute) throws IOException {
        long until = System.nanoTime() + PATIENCE_NANOS;
        Path path = folder.resolve(attribute);
        while (!Files.isWritable(path) && System.nanoTime() < until) {
            LockSupport.parkNanos(PAUSE_NANOS); // udev gives the group its rights after the export
        }
        return Attribute.open(path, Device.Access.READ_WRITE);
    }

    private static Path chip(Roots roots, String name) throws IOException {
        Path all = roots.sys().resolve("class/pwm");
        TreeSet<String> seen = new TreeSet<>();
        if (Files.isDirectory(all)) {
            try (DirectoryStream<Path> chips = Files.newDirectoryStream(all, "pwmchip*")) {
                for (Path chip : chips) {
                    Path device = chip.resolve("device").toRealPath().getFileName();
                    if (device.toString().equals(name)) {
                        return chip;
                    }
                    seen.add(device.toString());
                }
            }
        }
        throw new IOException(
                "no PWM chip is of the device '%s'; %s holds %s"
                        .formatted(name, all, seen.isEmpty() ? "none" : seen));
    }

    private static void export(Path chip, Wanted wanted) throws IOException {
        String channels = Attribute.text(chip.resolve("npwm"));
        if (wanted.channel >= Integer.parseInt(channels)) {
            throw new IOException(
                    "PWM chip '%s' has %s channels, no channel %d"
                            .formatted(wanted.chip, channels, wanted.channel));
        }
        try (Attribute export = Attribute.open(chip.resolve("export"), Device.Access.WRITE)) {
            export.must(wanted.channel);
        }
    }
}
