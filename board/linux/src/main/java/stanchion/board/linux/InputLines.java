package stanchion.board.linux;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stanchion.board.LinuxWiring;
import stanchion.board.LinuxWiring.Active;
import stanchion.board.LinuxWiring.Line;
import stanchion.hal.linux.Bias;
import stanchion.hal.linux.Edges;
import stanchion.hal.linux.InputLine;
import stanchion.hal.linux.InputPin;
import stanchion.hal.linux.Pi4jIo;
import stanchion.hal.linux.Polarity;
import stanchion.hal.linux.Sensed;

/// The digital inputs, each biased to its inactive level, so that a broken wire reads inactive.
final class InputLines implements AutoCloseable {
    /// @param bit of [InputBits]
    /// @param when the level at which the bit is set
    private record Bit(InputPin input, int bit, Sensed when) {}

    private final List<Bit> bits = new ArrayList<>();

    /// What no line watches: never a reason to stop.
    private int always;

    private InputLines() {}

    static InputLines open(Pi4jIo io, LinuxWiring.Inputs wired) throws IOException {
        InputLines lines = new InputLines();
        try {
            lines.add(io, wired.mirrorOpen(), InputBits.MIRROR_OPEN, Sensed.ACTIVE);
            lines.loadSide(io, wired.loadLive());
            lines.add(io, wired.residualAc(), InputBits.TRIPPED_AC, Sensed.ACTIVE);
            lines.add(io, wired.residualDc(), InputBits.TRIPPED_DC, 0);
            lines.add(io, wired.residualReady(), InputBits.RESIDUAL_READY, Sensed.ACTIVE);
            lines.add(io, wired.earthGood(), InputBits.EARTH_GOOD, Sensed.ACTIVE);
            lines.add(io, wired.lidClosed(), InputBits.LID_CLOSED, InputBits.LID_CLOSED);
            lines.add(io, wired.upright(), InputBits.UPRIGHT, InputBits.UPRIGHT);
            lines.add(io, wired.stopReleased(), InputBits.STOP_RELEASED, InputBits.STOP_RELEASED);
            lines.add(io, wired.sealWhole(), InputBits.SEAL_WHOLE, InputBits.SEAL_WHOLE);
            lines.add(io, wired.debugSense(), InputBits.DEBUG_PLUGGED, 0);
            lines.add(io, wired.supplyGood(), InputBits.SUPPLY_GOOD, InputBits.SUPPLY_GOOD);
            return lines;
        } catch (IOException refused) {
            lines.close();
            throw refused;
        }
    }

    /// All lines now, as [InputBits].
    int read() {
        int read = always;
        for (Bit bit : bits) {
            read |= bit.input.level() == bit.when ? bit.bit : 0;
        }
        return read;
    }

    @Override
    public void close() {
        bits.forEach(bit -> bit.input.close());
    }

    /// Poles without a line of their own are what the first line says.
    private void loadSide(Pi4jIo io, LinuxWiring.LoadLive wired) throws IOException {
        int first = InputBits.LOAD_DEAD;
        if (wired.second().isEmpty()) {
            first |= InputBits.LOAD_DEAD_2;
        }
        if (wired.third().isEmpty()) {
            first |= InputBits.LOAD_DEAD_3;
        }
        add(io, wired.first(), first, Sensed.INACTIVE);
        if (wired.second().isPresent()) {
            add(io, wired.second().get(), InputBits.LOAD_DEAD_2, Sensed.INACTIVE);
        }
        if (wired.third().isPresent()) {
            add(io, wired.third().get(), InputBits.LOAD_DEAD_3, Sensed.INACTIVE);
        }
    }

    private void add(Pi4jIo io, Optional<Line> line, int bit, int without) throws IOException {
        if (line.isPresent()) {
            add(io, line.get(), bit, Sensed.ACTIVE);
        } else {
            always |= without;
        }
    }

    private void add(Pi4jIo io, Line line, int bit, Sensed when) throws IOException {
        boolean high = line.active() == Active.HIGH;
        InputLine wanted =
                new InputLine(
                        line.name(),
                        high ? Polarity.ACTIVE_HIGH : Polarity.ACTIVE_LOW,
                        high ? Bias.PULL_DOWN : Bias.PULL_UP,
                        Edges.NONE);
        bits.add(new Bit(io.input(wanted), bit, when));
    }
}
