package stanchion.benchboard;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The real charger in a virtual machine of its own.
final class ChargerProcess implements AutoCloseable {
    static final Path BOARD = Path.of("..", "..", "board", "bench", "board.conf");

    private final Process process;

    private ChargerProcess(Process process) {
        this.process = process;
    }

    /// Started with `state`, `link.sock` and `terminals.sock` in `folder`.
    static ChargerProcess in(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("state"));
        return with(
                List.of(
                        "--board",
                        BOARD.toString(),
                        "--state",
                        folder.resolve("state").toString(),
                        "--link",
                        folder.resolve("link.sock").toString(),
                        "--terminals",
                        folder.resolve("terminals.sock").toString(),
                        "--gateway-wait",
                        "0"));
    }

    static ChargerProcess with(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx32m"));
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add("stanchion.benchboard.Main");
        command.addAll(arguments);
        return new ChargerProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /// SIGTERM through the handle, which leaves the output to be read, as a supervisor stops a
    /// process.
    void terminate() {
        process.toHandle().destroy();
    }

    /// SIGKILL: no line of ours runs any more.
    void kill() {
        process.toHandle().destroyForcibly();
    }

    /// The exit status; 128 plus the signal's number when a signal ended it.
    int awaitExit() throws InterruptedException {
        return process.waitFor();
    }

    /// Everything it printed; waits for its end.
    String output() {
        BufferedReader reader = process.inputReader();
        return reader.lines().collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        process.toHandle().destroyForcibly();
    }
}
