package stanchion.board.linux;

import java.nio.file.Path;
import java.util.Optional;
import stanchion.board.LinuxWiring;
import stanchion.hal.Board;
import stanchion.hal.BoardProfile;
import stanchion.hal.Commands;
import stanchion.hal.Samples;
import stanchion.hal.SerialMeter;
import stanchion.hal.linux.modbus.MeterKind;
import stanchion.hal.linux.modbus.MeterSettings;
import stanchion.hal.linux.modbus.PolledMeter;
import stanchion.hal.linux.serial.SerialSettings;
import stanchion.hal.linux.serial.SerialSettings.Direction;
import stanchion.hal.linux.serial.SerialSettings.Parity;

/// A board with an energy meter on a serial line beside it. The meter has a thread of its own;
/// nothing that happens on its line reaches the board.
public final class MeteredBoard implements Board {
    private final Board board;
    private final SerialMeter meter;

    private MeteredBoard(Board board, SerialMeter meter) {
        this.board = board;
        this.meter = meter;
    }

    /// The board itself where the wiring has no meter.
    public static Board of(Board board, LinuxWiring wiring) {
        return wiring.meter().<Board>map(meter -> with(board, meter)).orElse(board);
    }

    private static MeteredBoard with(Board board, LinuxWiring.Meter meter) {
        return new MeteredBoard(board, PolledMeter.start(settings(meter)));
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

    @Override
    public BoardProfile profile() {
        return board.profile();
    }

    @Override
    public Samples sample() {
        return board.sample();
    }

    @Override
    public void apply(Commands commands) {
        board.apply(commands);
    }

    @Override
    public void settle() {
        board.settle();
    }

    @Override
    public void keepAlive() {
        board.keepAlive();
    }

    @Override
    public Optional<SerialMeter> meter() {
        return Optional.of(meter);
    }

    /// The outputs are safe before the meter is waited for.
    @Override
    public void close() {
        board.close();
        meter.close();
    }
}
