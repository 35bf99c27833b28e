package stanchion.notify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command line, checked.
record Options(Path run, Path identity, Broker broker, boolean once) {
    private static final List<String> NAMES = List.of("--run", "--identity", "--broker");

    /// @throws IllegalArgumentException one line that names what is wrong
    static Options parse(List<String> words) {
        List<String> pairs = new ArrayList<>(words);
        boolean once = pairs.remove("--once");
        if (pairs.size() != 2 * NAMES.size()) {
            throw new IllegalArgumentException(
                    "every option is required, and none may stand twice");
        }
        return new Options(
                Path.of(value(pairs, "--run")),
                Path.of(value(pairs, "--identity")),
                Broker.parse(value(pairs, "--broker")),
                once);
    }

    private static String value(List<String> pairs, String name) {
        int at = pairs.indexOf(name);
        if (at < 0 || at % 2 != 0) {
            throw new IllegalArgumentException("the option " + name + " is missing");
        }
        return pairs.get(at + 1);
    }
}
