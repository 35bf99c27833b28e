package stanchion.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/// Processors of this machine, by number.
///
/// @param list as Linux writes them, like `0-2,5`
public record Processors(String list) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String ALLOWED = "Cpus_allowed_list:";

    /// Those this process may use.
    public static Processors allowed() {
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(ALLOWED))
                    .findFirst()
                    .map(line -> new Processors(line.substring(ALLOWED.length()).strip()))
                    .orElseThrow(() -> new IOException(STATUS + " names no processors"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The last of them.
    public Processors last() {
        return new Processors(Integer.toString(numbers().length() - 1));
    }

    /// All but the last; none of a single one.
    public Processors others() {
        BitSet numbers = numbers();
        numbers.clear(numbers.length() - 1);
        return new Processors(
                String.join(",", numbers.stream().mapToObj(Integer::toString).toList()));
    }

    public boolean isNone() {
        return list.isEmpty();
    }

    /// The beginning of a command that runs on them alone.
    public List<String> words() {
        return List.of("taskset", "--cpu-list", list);
    }

    /// Moves this process there, and what it starts from now on.
    ///
    /// @return whether the machine lets it
    public boolean keepThisProcess() {
        String self = Long.toString(ProcessHandle.current().pid());
        try {
            return new ProcessBuilder("taskset", "--all-tasks", "--cpu-list", "--pid", list, self)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // the tool is not installed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private BitSet numbers() {
        BitSet numbers = new BitSet();
        if (list.isEmpty()) {
            return numbers;
        }
        for (String range : list.split(",", -1)) {
            String[] ends = range.split("-", -1);
            numbers.set(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1);
        }
        return numbers;
    }
}
