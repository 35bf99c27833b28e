package stanchion.charger;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import stanchion.board.BoardDescription;
import stanchion.board.LinuxWiring;
import stanchion.board.linux.EquippedBoard;
import stanchion.hal.Absence;
import stanchion.hal.Board;
import stanchion.hal.BoardProfile;
import stanchion.hal.Commands;
import stanchion.hal.Inputs;
import stanchion.hal.MainsBlock;
import stanchion.hal.PilotCapture;
import stanchion.hal.Samples;
import stanchion.hal.linux.serial.SerialLibrary;
import stanchion.units.Uptime;

/// The charger's process with a meter on a serial line, its board without senses.
final class MeteredCharger {
    /// What is on a bus with others as often as alone.
    static final int ADDRESS = 17;

    static final String PORT = "--port";

    private MeteredCharger() {}

    public static void main(String... arguments) throws IOException {
        SerialLibrary.unpackForTools();
        Charger.Build build = new Charger.Build("", Set.of(PORT), MeteredCharger::assemble);
        System.exit(Charger.start(List.of(arguments), build));
    }

    private static Optional<Board> assemble(BoardDescription board, ChargerOptions options)
            throws IOException {
        String port = options.more().getOrDefault(PORT, "");
        if (board.linux().isEmpty()) {
            return Optional.empty();
        }
        LinuxWiring wiring = metered(board.linux().get(), port);
        return Optional.of(EquippedBoard.of(new Senseless(board.profile()), wiring));
    }

    /// A description names ports below /dev alone; a pseudo-terminal of a test lies elsewhere.
    private static LinuxWiring metered(LinuxWiring wiring, String port) {
        LinuxWiring.Meter meter =
                new LinuxWiring.Meter(
                        LinuxWiring.MeterType.SDM630,
                        port,
                        19_200,
                        LinuxWiring.MeterParity.NONE,
                        1,
                        LinuxWiring.MeterDirection.ADAPTER,
                        ADDRESS);
        return new LinuxWiring(
                wiring.chip(),
                wiring.outputs(),
                wiring.inputs(),
                wiring.pilot(),
                wiring.proximity(),
                wiring.mains(),
                wiring.temperature(),
                wiring.watchdog(),
                Optional.of(meter),
                Optional.empty(),
                wiring.supply());
    }

    private record Senseless(BoardProfile profile) implements Board {
        @Override
        public Samples sample() {
            return new Samples(
                    new Uptime(System.nanoTime()),
                    PilotCapture.NOTHING,
                    0,
                    new MainsBlock(0, 2 * profile.analog().phases().size(), new int[0]),
                    Inputs.lost(Absence.SILENT));
        }

        @Override
        public void settle() {}

        @Override
        public void apply(Commands commands) {}

        @Override
        public void keepAlive() {}

        @Override
        public void close() {}
    }
}
