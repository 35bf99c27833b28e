package stanchion.charger;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The shipped charger.
public final class Main {
    private static final String USAGE =
            """
            The charger's process: samples, decides, switches.

            usage: charger --board FILE --state DIR --link SOCKET

              --board FILE    the board's description (board/<name>/board.conf)
              --state DIR     folder of the energy register and the health file
              --link SOCKET   socket file the gateway connects to; made here, for owner and group

            Ends on SIGTERM with the outputs safe and one line of figures.
            Exit status: 64 wrong usage, 70 a bug, 73 state or link unusable, 78 board refused.
            """;

    private Main() {}

    public static void main(String... arguments) {
        Charger.Build shipped =
                new Charger.Build(USAGE, Set.of(), (description, options) -> Optional.empty());
        System.exit(Charger.start(List.of(arguments), shipped));
    }
}
