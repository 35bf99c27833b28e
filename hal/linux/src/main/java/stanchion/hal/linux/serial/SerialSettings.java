package stanchion.hal.linux.serial;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// How a serial line is set: eight data bits, and the rest as the other end wants it.
///
/// @param port the device file, like `/dev/ttyUSB0`, or a link to one
/// @param baud one of [#BAUDS]
/// @param stopBits 1 or 2
public record SerialSettings(
        Path port, int baud, Parity parity, int stopBits, Direction direction) {
    /// Bits per second that meters and instruments know.
    public static final List<Integer> BAUDS =
            List.of(1_200, 2_400, 4_800, 9_600, 19_200, 38_400, 57_600, 115_200);

    private static final int DATA_BITS = 8;

    /// Above this rate the silence between frames no longer shrinks (Modbus over Serial Line V1.02,
    /// 2.5.1.1).
    private static final int FIXED_SILENCE_ABOVE_BAUD = 19_200;

    private static final Duration FIXED_SILENCE = Duration.ofNanos(1_750_000);

    /// The bit that makes the number of ones even or odd.
    public enum Parity {
        NONE,
        EVEN,
        ODD
    }

    /// Who turns a two-wire line from sending to receiving.
    public enum Direction {
        /// The adapter does, or the line has a pair for each direction.
        ADAPTER,
        /// The kernel does, by the request-to-send line (its RS-485 mode).
        KERNEL
    }

    public SerialSettings {
        if (!BAUDS.contains(baud)) {
            throw new IllegalArgumentException(baud + " baud is none of " + BAUDS);
        }
        if (stopBits < 1 || stopBits > 2) {
            throw new IllegalArgumentException("1 or 2 stop bits, not " + stopBits);
        }
    }

    /// 8N1, turned by the adapter.
    public static SerialSettings plain(Path port, int baud) {
        return new SerialSettings(port, baud, Parity.NONE, 1, Direction.ADAPTER);
    }

    /// How long `characters` take on the line.
    public Duration characters(double characters) {
        int bits = 1 + DATA_BITS + (parity == Parity.NONE ? 0 : 1) + stopBits;
        return Duration.ofNanos(Math.round(characters * bits * 1e9 / baud));
    }

    /// The silence that ends a Modbus frame: 3.5 characters.
    public Duration silence() {
        return baud > FIXED_SILENCE_ABOVE_BAUD ? FIXED_SILENCE : characters(3.5);
    }
}
