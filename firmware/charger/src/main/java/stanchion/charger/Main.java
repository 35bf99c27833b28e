package stanchion.charger;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import stanchion.board.BoardDescription;
import stanchion.board.LinuxWiring;
import stanchion.board.linux.EquippedBoard;
import stanchion.board.linux.LinuxBoard;
import stanchion.hal.Board;

/// The shipped charger.
public final class Main {
    private static final String USAGE =
            """
            The charger's process: samples, decides, switches.

            usage: charger --board FILE --state DIR --link SOCKET [--journal FILE] [--gateway-wait SECONDS]

              --board FILE    the board's description (board/<name>/board.conf)
              --state DIR     folder of the energy register and the health file
              --link SOCKET   socket file the gateway connects to; made here, for owner and group
              --journal FILE  write what decisions follow from, to be replayed; at most 64 MiB
              --gateway-wait SECONDS
                              no current before the gateway was heard, or so long after the start, 0 to 300;
                              120 if not given, 0 where there is no gateway

            Ends on SIGTERM with the outputs safe and one line of figures.
            Exit status: 64 wrong usage, 70 a bug, 73 state or link unusable, 78 board refused.
            """;

    private Main() {}

    public static void main(String... arguments) {
        Charger.Build shipped = new Charger.Build(USAGE, Set.of(), Main::assemble);
        System.exit(Charger.start(List.of(arguments), shipped));
    }

    private static Optional<Board> assemble(BoardDescription description, ChargerOptions options)
            throws IOException {
        if (description.linux().isEmpty()) {
            return Optional.empty();
        }
        LinuxWiring wiring = description.linux().get();
        return Optional.of(
                EquippedBoard.of(LinuxBoard.open(description.profile(), wiring), wiring));
    }
}
