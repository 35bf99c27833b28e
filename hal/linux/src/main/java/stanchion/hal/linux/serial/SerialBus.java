package stanchion.hal.linux.serial;

import com.fazecast.jSerialComm.SerialPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import stanchion.hal.linux.serial.SerialSettings.Direction;

/// A serial port whose every call ends by its deadline, and which knows when it has been unplugged.
///
/// Used by one thread.
public final class SerialBus implements AutoCloseable {
    /// What [#read] and [#write] return when the port is no longer there.
    public static final int GONE = -1;

    /// How often the port is looked at while bytes are awaited. The library's own waiting is in
    /// steps of a tenth of a second, which is two frames at 9600 baud.
    private static final long LOOK_NANOS = 2_000_000;

    /// How often it is made sure that the device file is still the one that was opened.
    private static final long PRESENCE_NANOS = 100_000_000;

    private final SerialPort port;
    private final SerialSettings settings;
    private final Path device;

    private SerialBus(SerialPort port, SerialSettings settings, Path device) {
        this.port = port;
        this.settings = settings;
        this.device = device;
    }

    /// Opens the port for this process alone.
    ///
    /// @throws IOException naming the port and the way out
    public static SerialBus open(SerialSettings settings) throws IOException {
        if (!Files.exists(settings.port())) {
            throw new IOException(
                    "there is no serial port " + settings.port() + ": is the adapter plugged in?");
        }
        SerialLibrary.require();
        Path device = settings.port().toRealPath();
        SerialPort port = SerialPort.getCommPort(device.toString());
        port.setComPortParameters(
                settings.baud(), 8, settings.stopBits(), parity(settings.parity()));
        port.setComPortTimeouts(SerialPort.TIMEOUT_NONBLOCKING, 0, 0);
        if (settings.direction() == Direction.KERNEL) {
            port.setRs485ModeParameters(true, true, false, false, 0, 0);
        }
        if (!port.openPort(0)) {
            throw new IOException(
                    "cannot open "
                            + settings.port()
                            + " (error "
                            + port.getLastErrorCode()
                            + "): another program has it, or this user is not in its group (dialout)");
        }
        return new SerialBus(port, settings, device);
    }

    /// How the line is set.
    public SerialSettings settings() {
        return settings;
    }

    /// Waits for bytes until `deadline`, and takes what is there.
    ///
    /// @param into filled from `offset` on
    /// @param deadline on the clock of [System#nanoTime]
    /// @return how many bytes; 0 when none came; [#GONE]
    public int read(byte[] into, int offset, long deadline) {
        long presenceAt = System.nanoTime() + PRESENCE_NANOS;
        while (true) {
            int available = port.bytesAvailable();
            if (available > 0) {
                int count = Math.min(available, into.length - offset);
                return port.readBytes(into, count, offset) == count ? count : GONE;
            }
            long now = System.nanoTime();
            boolean isOver = now - deadline >= 0;
            boolean isDue = isOver || now - presenceAt >= 0;
            if (available < 0 || (isDue && !isThere())) {
                return GONE;
            }
            if (isOver) {
                return 0;
            }
            presenceAt = now - presenceAt >= 0 ? now + PRESENCE_NANOS : presenceAt;
            LockSupport.parkNanos(Math.min(LOOK_NANOS, deadline - now));
        }
    }

    /// Sends all bytes.
    ///
    /// @return how many bytes; [#GONE] when they could not be sent
    public int write(byte[] bytes) {
        int count = port.writeBytes(bytes, bytes.length);
        return count == bytes.length ? count : GONE;
    }

    @Override
    public void close() {
        port.closePort();
    }

    /// Whether the port still leads to the device that was opened: an adapter that was pulled out
    /// and put back is another one.
    private boolean isThere() {
        try {
            return settings.port().toRealPath().equals(device);
        } catch (IOException gone) {
            return false;
        }
    }

    private static int parity(SerialSettings.Parity parity) {
        return switch (parity) {
            case NONE -> SerialPort.NO_PARITY;
            case EVEN -> SerialPort.EVEN_PARITY;
            case ODD -> SerialPort.ODD_PARITY;
        };
    }
}
