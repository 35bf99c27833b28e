package stanchion.board.linux;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import stanchion.board.LinuxWiring;
import stanchion.board.LinuxWiring.Proximity;
import stanchion.hal.linux.Mcp3208;
import stanchion.hal.linux.Roots;
import stanchion.hal.linux.Written;

/// Rounds from an MCP3208 and the input lines. Where the proximity pilot is on the same converter,
/// its conversion is the first of the burst.
final class PilotSource implements PilotSampler.Source, AutoCloseable {
    private final Mcp3208 converter;
    private final Mcp3208.Burst burst;
    private final int firstOfPilot;
    private final IntSupplier proximity;
    private final InputLines inputs;

    private PilotSource(
            Mcp3208 converter, List<Integer> channels, IntSupplier proximity, InputLines inputs) {
        this.converter = converter;
        burst = converter.burst(channels);
        firstOfPilot = channels.getFirst().equals(channels.getLast()) ? 0 : 1;
        this.proximity = proximity;
        this.inputs = inputs;
    }

    /// @param elsewhere the proximity code where it is not on the pilot's converter
    static PilotSource open(
            Roots roots, LinuxWiring wiring, IntSupplier elsewhere, InputLines inputs)
            throws IOException {
        LinuxWiring.Pilot pilot = wiring.pilot();
        List<Integer> channels = new ArrayList<>();
        if (wiring.proximity() instanceof Proximity.WithPilot(int channel)) {
            channels.add(channel);
        }
        for (int i = 0; i < pilot.burst(); i++) {
            channels.add(pilot.channel());
        }
        Mcp3208 converter =
                Mcp3208.open(
                        roots.dev().resolve(pilot.converter().device()),
                        pilot.converter().clockHz());
        return new PilotSource(converter, channels, elsewhere, inputs);
    }

    @Override
    public void fill(PilotRing.Round round) {
        round.count = 0;
        round.inputs = inputs.read();
        if (converter.convert(burst) == Written.FAILED) {
            return;
        }
        round.proximityCode = firstOfPilot == 0 ? proximity.getAsInt() : burst.code(0);
        for (int i = firstOfPilot; i < burst.conversions(); i++) {
            int code = burst.code(i);
            if (code != Mcp3208.NO_ANSWER) {
                round.codes[round.count++] = (short) code;
            }
        }
    }

    @Override
    public void close() {
        converter.close();
        inputs.close();
    }
}
