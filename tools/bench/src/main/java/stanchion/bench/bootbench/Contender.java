package stanchion.bench.bootbench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// One of those who are timed against each other, from the start of its process to its end.
///
/// @param says what its output must hold, so that nobody wins by failing
/// @param run a folder that must be there, empty, at every start
record Contender(String name, List<String> command, String says, Optional<Path> run) {
    Contender {
        command = List.copyOf(command);
    }

    Contender(String name, List<String> command, String says) {
        this(name, command, says, Optional.empty());
    }
}
