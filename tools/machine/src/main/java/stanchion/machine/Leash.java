package stanchion.machine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A program that ends when whoever started it ends, however that comes: also by SIGKILL.
///
/// A shell stands between. It waits for the program and, beside it, for the end of its own input, a
/// pipe whose other end is this process; then it kills the program.
public final class Leash implements AutoCloseable {
    private static final String HOLD =
            "exec 3<&0; \"$@\" 3<&- </dev/null & program=$!;"
                    + " { read -r word <&3; kill -9 $program; } 2>/dev/null & watch=$!;"
                    + " exec 3<&-; wait $program; status=$?;"
                    + " kill -9 $watch 2>/dev/null; exit $status";
    private static final Duration DYING = Duration.ofSeconds(10);

    private final Process shell;

    private Leash(Process shell) {
        this.shell = shell;
    }

    /// Starts a program.
    ///
    /// @param log takes what it says, on both channels
    public static Leash start(List<String> words, Path log) throws IOException {
        return new Leash(builder(words).redirectOutput(log.toFile()).start());
    }

    /// Starts a program whose words are wanted: [#said].
    public static Leash heard(List<String> words) throws IOException {
        return new Leash(builder(words).start());
    }

    private static ProcessBuilder builder(List<String> words) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", HOLD, "leash"));
        command.addAll(words);
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    /// What it says.
    public InputStream said() {
        return shell.getInputStream();
    }

    public boolean alive() {
        return shell.isAlive();
    }

    /// Kills it, without waiting for its end.
    public void kill() {
        try {
            shell.getOutputStream().close();
        } catch (IOException gone) {
            shell.destroyForcibly(); // the pipe broke: the shell has ended with its program
        }
    }

    /// Waits for it to go by itself.
    ///
    /// @return whether it did
    public boolean gone(Duration within) throws IOException {
        try {
            return shell.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    /// Kills it, and waits for its end.
    @Override
    public void close() throws IOException {
        kill();
        gone(DYING);
    }
}
