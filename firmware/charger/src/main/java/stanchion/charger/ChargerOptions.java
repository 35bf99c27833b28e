package stanchion.charger;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import stanchion.session.Allowance;

/// What the charger's command line says.
///
/// @param board the board's description
/// @param state folder of what survives a restart
/// @param link socket file for the gateway
/// @param journal file for the journal of this life; without it none is written
/// @param gatewayWait how long a start waits for the gateway before current may flow; none where
///   there is no gateway
/// @param more what a driver wants besides, by option name
public record ChargerOptions(
        Path board,
        Path state,
        Path link,
        Optional<Path> journal,
        Optional<Duration> gatewayWait,
        Map<String, String> more) {
    private static final String BOARD = "--board";
    private static final String STATE = "--state";
    private static final String LINK = "--link";
    private static final String JOURNAL = "--journal";
    private static final String GATEWAY_WAIT = "--gateway-wait";
    private static final int LONGEST_WAIT_SECONDS = 300;

    /// What came of reading a command line.
    public sealed interface Parsed {}

    /// The command line is complete.
    public record Complete(ChargerOptions options) implements Parsed {}

    /// Somebody asks what the options are.
    public record HelpWanted() implements Parsed {}

    /// The command line is wrong, and why.
    public record Wrong(String reason) implements Parsed {}

    /// Reads `--name value` pairs; every option but `--journal` and `--gateway-wait` is required,
    /// and none may stand twice.
    ///
    /// @param more names of further required options
    public static Parsed parse(List<String> arguments, Set<String> more) {
        if (arguments.contains("--help")) {
            return new HelpWanted();
        }
        Set<String> names = new HashSet<>(more);
        names.addAll(Set.of(BOARD, STATE, LINK, JOURNAL, GATEWAY_WAIT));
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!names.contains(name)) {
                return new Wrong("unknown option '" + name + "'");
            }
            if (i + 1 == arguments.size() || arguments.get(i + 1).isBlank()) {
                return new Wrong(name + " needs a value");
            }
            if (values.put(name, arguments.get(i + 1)) != null) {
                return new Wrong(name + " stands twice");
            }
        }
        names.removeAll(values.keySet());
        names.removeAll(Set.of(JOURNAL, GATEWAY_WAIT));
        return names.isEmpty()
                ? complete(values)
                : new Wrong(
                        "the option "
                                + names.stream().sorted().toList().getFirst()
                                + " is missing");
    }

    private static Parsed complete(Map<String, String> values) {
        Path board = Path.of(String.valueOf(values.remove(BOARD)));
        Path state = Path.of(String.valueOf(values.remove(STATE)));
        Path link = Path.of(String.valueOf(values.remove(LINK)));
        Optional<Path> journal = Optional.ofNullable(values.remove(JOURNAL)).map(Path::of);
        Optional<String> wait = Optional.ofNullable(values.remove(GATEWAY_WAIT));
        Optional<Duration> seconds =
                wait.isEmpty() ? Optional.of(Allowance.PATIENCE) : seconds(wait.get());
        return seconds.isEmpty()
                ? new Wrong(
                        GATEWAY_WAIT
                                + " is 0 to "
                                + LONGEST_WAIT_SECONDS
                                + " whole seconds, not "
                                + wait.orElse(""))
                : new Complete(
                        new ChargerOptions(
                                board,
                                state,
                                link,
                                journal,
                                seconds.filter(Duration::isPositive),
                                Map.copyOf(values)));
    }

    private static Optional<Duration> seconds(String text) {
        return text.matches("[0-9]{1,3}") && Integer.parseInt(text) <= LONGEST_WAIT_SECONDS
                ? Optional.of(Duration.ofSeconds(Integer.parseInt(text)))
                : Optional.empty();
    }
}
