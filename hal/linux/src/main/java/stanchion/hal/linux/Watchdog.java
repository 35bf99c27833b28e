package stanchion.hal.linux;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import stanchion.hal.linux.os.Device;

/// The machine's hardware watchdog (/dev/watchdogN): it counts from the moment it is opened, and
/// resets the machine when it was not fed in time.
///
/// Only [#standDown] stops it, and only where the kernel was not told `nowayout`. Whatever else
/// ends a charger (a bug, SIGKILL, a hung thread) lets it go on counting.
public final class Watchdog implements AutoCloseable {
    private static final long SET_TIMEOUT = 0xC0045706L;
    private static final long KEEP_ALIVE = 0x80045705L;
    private static final long LEFT = 0x8004570AL;
    private static final byte MAGIC = 'V';

    private final Device device;
    private final MemorySegment value = Device.memory(Integer.BYTES);
    private final Duration limit;

    private Watchdog(Device device, Duration wanted) throws IOException {
        this.device = device;
        value.set(ValueLayout.JAVA_INT, 0, (int) wanted.toSeconds());
        device.must("set a limit of " + wanted.toSeconds() + " s", SET_TIMEOUT, value);
        limit = Duration.ofSeconds(value.get(ValueLayout.JAVA_INT, 0));
    }

    /// Opens and thereby starts the watchdog.
    ///
    /// @param limit whole seconds, at least 1; without a feed for this long the machine resets
    /// @throws IOException too when the hardware takes a longer limit only
    public static Watchdog open(Path node, Duration limit) throws IOException {
        if (limit.toSeconds() < 1 || limit.toNanosPart() != 0) {
            throw new IOException(
                    node + ": a watchdog's limit is whole seconds, at least 1, not " + limit);
        }
        Watchdog watchdog = new Watchdog(Device.open(node, Device.Access.READ_WRITE), limit);
        if (watchdog.limit.compareTo(limit) > 0) {
            throw new IOException(
                    node + ": takes no limit of " + limit + ", the next is " + watchdog.limit);
        }
        return watchdog;
    }

    /// What the hardware took.
    public Duration limit() {
        return limit;
    }

    /// Starts the count anew.
    public Written feed() {
        return device.ioctl(KEEP_ALIVE, value) < 0 ? Written.FAILED : Written.DONE;
    }

    /// Time until the reset, where the driver tells; negative where it does not.
    public int secondsLeft() {
        return device.ioctl(LEFT, value) < 0 ? -1 : value.get(ValueLayout.JAVA_INT, 0);
    }

    /// Ends the supervision in order: the outputs are safe, nobody needs to reset anything.
    public void standDown() {
        value.set(ValueLayout.JAVA_BYTE, 0, MAGIC);
        device.write(value, 1);
        device.close();
    }

    /// Gives the device back without a word: the watchdog goes on counting and resets the machine.
    @Override
    public void close() {
        device.close();
    }
}
