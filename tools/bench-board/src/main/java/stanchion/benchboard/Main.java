package stanchion.benchboard;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import stanchion.board.BoardDescription;
import stanchion.charger.Charger;
import stanchion.charger.ChargerOptions;
import stanchion.hal.Board;

/// The charger on the bench: the shipped process, with a simulator at its board's terminals.
public final class Main {
    private static final String TERMINALS = "--terminals";
    private static final String DRIVER = "terminals";

    private static final String USAGE =
            """
            The charger's process, its board wired to a simulator.

            usage: bench-charger --board FILE --state DIR --link SOCKET --terminals SOCKET
                                 [--journal FILE] [--gateway-wait SECONDS]

              --board FILE        the board's description, with the driver 'terminals'
              --state DIR         folder of the energy register and the health file
              --link SOCKET       socket file the gateway connects to; made here, for owner and group
              --gateway-wait SECONDS
                                  no current before the gateway was heard, or so long after the
                                  start, 0 to 300; 120 if not given, 0 where there is no gateway
              --terminals SOCKET  socket file of the simulator, or a device below /dev that leads to
                                  it; may come and go
              --journal FILE      write what decisions follow from, for ./run replay; at most 64 MiB

            Ends on SIGTERM with the outputs safe and one line of figures.
            Exit status: 64 wrong usage, 70 a bug, 73 state or link unusable, 78 board refused.
            """;

    private Main() {}

    public static void main(String... arguments) {
        Charger.Build bench = new Charger.Build(USAGE, Set.of(TERMINALS), Main::assemble);
        System.exit(Charger.start(List.of(arguments), bench));
    }

    private static Optional<Board> assemble(BoardDescription description, ChargerOptions options) {
        if (!description.driver().equals(DRIVER)) {
            return Optional.empty();
        }
        Path terminals = Path.of(options.more().getOrDefault(TERMINALS, ""));
        return Optional.of(BenchBoard.wiredTo(terminals, description.profile()));
    }
}
