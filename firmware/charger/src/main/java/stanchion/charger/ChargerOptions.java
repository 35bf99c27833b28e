package stanchion.charger;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the charger's command line says.
///
/// @param board the board's description
/// @param state folder of what survives a restart
/// @param link socket file for the gateway
/// @param journal file for the journal of this life; without it none is written
/// @param more what a driver wants besides, by option name
public record ChargerOptions(
        Path board, Path state, Path link, Optional<Path> journal, Map<String, String> more) {
    private static final String BOARD = "--board";
    private static final String STATE = "--state";
    private static final String LINK = "--link";
    private static final String JOURNAL = "--journal";

    /// What came of reading a command line.
    public sealed interface Parsed {}

    /// The command line is complete.
    public record Complete(ChargerOptions options) implements Parsed {}

    /// Somebody asks what the options are.
    public record HelpWanted() implements Parsed {}

    /// The command line is wrong, and why.
    public record Wrong(String reason) implements Parsed {}

    /// Reads `--name value` pairs; every option but `--journal` is required, and none may stand
    /// twice.
    ///
    /// @param more names of further required options
    public static Parsed parse(List<String> arguments, Set<String> more) {
        if (arguments.contains("--help")) {
            return new HelpWanted();
        }
        Set<String> names = new HashSet<>(more);
        names.addAll(Set.of(BOARD, STATE, LINK, JOURNAL));
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
        names.remove(JOURNAL);
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
        return new Complete(new ChargerOptions(board, state, link, journal, Map.copyOf(values)));
    }
}
