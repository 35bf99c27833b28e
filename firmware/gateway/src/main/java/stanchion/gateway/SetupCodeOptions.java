package stanchion.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import stanchion.gateway.owner.OwnerBook;
import stanchion.gateway.store.StoreException;

/// The command line of a charger that gets its set-up code.
record SetupCodeOptions(Path identity) {
    private static final String CODE = "--factory-code";

    static boolean isMeant(List<String> arguments) {
        return arguments.contains(CODE);
    }

    /// Reads it.
    ///
    /// @throws IllegalArgumentException one line that names what is wrong
    static SetupCodeOptions parse(List<String> arguments) {
        int at = arguments.indexOf("--identity");
        if (arguments.size() != 3 || at < 0 || at + 1 == arguments.size()) {
            throw new IllegalArgumentException(
                    "for the set-up code: --identity DIR --factory-code");
        }
        Path folder = Path.of(arguments.get(at + 1));
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("--identity '" + folder + "' is no folder");
        }
        return new SetupCodeOptions(folder);
    }

    /// What goes to standard output: the code alone, which nobody will ever read there again.
    String carryOut() throws StoreException {
        try {
            return OwnerBook.provide(identity) + "\n";
        } catch (IOException failed) {
            throw new StoreException(
                    "the set-up code cannot be kept: " + failed.getMessage(), failed);
        }
    }
}
