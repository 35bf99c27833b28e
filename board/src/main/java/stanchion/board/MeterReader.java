package stanchion.board;

import java.util.List;
import java.util.Optional;
import stanchion.board.Entries.Range;
import stanchion.board.Entries.Shape;
import stanchion.board.LinuxWiring.Meter;
import stanchion.board.LinuxWiring.MeterDirection;
import stanchion.board.LinuxWiring.MeterParity;
import stanchion.board.LinuxWiring.MeterType;

/// The keys of an energy meter on a serial line; `meter = none` where there is none.
final class MeterReader {
    private static final Shape PORT =
            Shape.of(
                    "(tty[A-Za-z]+[0-9]+|serial/by-(id|path)/[A-Za-z0-9_.:+-]+)",
                    "a port like ttyUSB0 or serial/by-id/usb-…");

    private static final List<Integer> BAUDS =
            List.of(1_200, 2_400, 4_800, 9_600, 19_200, 38_400, 57_600, 115_200);

    /// Modbus over Serial Line V1.02, 2.2.
    private static final Range ADDRESS = new Range(1, 247, "");

    private static final Range STOP_BITS = new Range(1, 2, "");

    private MeterReader() {}

    static Optional<Meter> read(Entries from) throws BadLineException {
        MeterType type = from.constant("meter", MeterType.values());
        if (type == MeterType.NONE) {
            return Optional.empty();
        }
        return Optional.of(
                new Meter(
                        type,
                        from.name("meter-port", PORT),
                        baud(from),
                        from.constant("meter-parity", MeterParity.values()),
                        from.whole("meter-stop-bits", STOP_BITS),
                        from.constant("meter-direction", MeterDirection.values()),
                        from.whole("meter-address", ADDRESS)));
    }

    private static int baud(Entries from) throws BadLineException {
        int line = from.lineOf("meter-baud");
        int baud = from.whole("meter-baud", new Range(1_200, 115_200, "baud"));
        if (!BAUDS.contains(baud)) {
            throw new BadLineException(line, "meter-baud must be one of " + BAUDS);
        }
        return baud;
    }
}
