package stanchion.board.linux;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import stanchion.board.LinuxWiring;
import stanchion.hal.Board;
import stanchion.hal.BoardAround;
import stanchion.hal.SerialMeter;
import stanchion.hal.TamperLatch;
import stanchion.hal.linux.Roots;
import stanchion.hal.linux.RtcTamperLatch;
import stanchion.hal.linux.modbus.MeterKind;
import stanchion.hal.linux.modbus.MeterSettings;
import stanchion.hal.linux.modbus.PolledMeter;
import stanchion.hal.linux.serial.SerialSettings;
import stanchion.hal.linux.serial.SerialSettings.Direction;
import stanchion.hal.linux.serial.SerialSettings.Parity;

/// A board with what stands beside it: an energy meter on a serial line, a latch that a battery
/// feeds. The meter has a thread of its own; nothing that happens on its line reaches the board.
public record EquippedBoard(
        Board board, Optional<SerialMeter> meter, Optional<TamperLatch> tamperLatch)
        implements BoardAround {
    /// The board with what its wiring names.
    ///
    /// @throws IOException naming what is not there; the board is closed then
    public static Board of(Board board, LinuxWiring wiring) throws IOException {
        return of(Roots.SYSTEM, board, wiring);
    }

    static Board of(Roots roots, Board board, LinuxWiring wiring) throws IOException {
        Optional<TamperLatch> latch;
        try {
            latch = latch(roots, wiring);
        } catch (IOException absent) {
            board.close();
            throw absent;
        }
        Optional<SerialMeter> meter =
                wiring.meter().map(wired -> PolledMeter.start(settings(wired)));
        return new EquippedBoard(board, meter, latch);
    }

    private static Optional<TamperLatch> latch(Roots roots, LinuxWiring wiring) throws IOException {
        if (wiring.tamperLatch().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(RtcTamperLatch.open(roots, wiring.tamperLatch().get()));
        } catch (IOException absent) {
            throw new IOException("tamper-latch: " + absent.getMessage(), absent);
        }
    }

    static MeterSettings settings(LinuxWiring.Meter meter) {
        return new MeterSettings(
                MeterKind.valueOf(meter.type().name()),
                new SerialSettings(
                        Path.of("/dev").resolve(meter.port()),
                        meter.baud(),
                        Parity.valueOf(meter.parity().name()),
                        meter.stopBits(),
                        Direction.valueOf(meter.direction().name())),
                meter.address());
    }

    /// The outputs are safe before the meter is waited for.
    @Override
    public void close() {
        board.close();
        meter.ifPresent(SerialMeter::close);
    }
}
