package stanchion.bench.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import stanchion.bench.process.Child;
import stanchion.bench.process.Running;

/// Where the charger's programs run: on this machine, or on a board.
interface Place extends AutoCloseable {
    /// How charger and gateway are started there.
    Running.Launcher launcher();

    /// Runs a program to its end.
    Ran run(List<String> command) throws IOException, InterruptedException;

    /// The text of a file there.
    String text(Path file) throws IOException;

    /// Makes the run folder there, or empties it.
    void emptyRun(Folders folders);

    /// Makes a port of this machine's loopback one of its own.
    void carry(int port);

    @Override
    void close();

    /// What a program left behind.
    record Ran(int status, String output) {}

    /// This machine.
    Place HERE =
            new Place() {
                @Override
                public Running.Launcher launcher() {
                    return Child::start;
                }

                @Override
                public Ran run(List<String> command) throws IOException, InterruptedException {
                    ProcessBuilder builder = new ProcessBuilder(command);
                    Child.clean(builder.environment());
                    Process process = builder.redirectErrorStream(true).start();
                    byte[] said = process.getInputStream().readAllBytes();
                    return new Ran(
                            process.waitFor(), new String(said, StandardCharsets.UTF_8).strip());
                }

                @Override
                public String text(Path file) throws IOException {
                    return Files.readString(file);
                }

                @Override
                public void emptyRun(Folders folders) {
                    folders.emptyRun();
                }

                @Override
                public void carry(int port) {
                    // it is its own already
                }

                @Override
                public void close() {
                    // goes on without us
                }
            };

    /// The output of a program that must succeed.
    default String said(List<String> command) throws IOException {
        try {
            Ran ran = run(command);
            if (ran.status() != 0) {
                throw new IOException(String.join(" ", command) + ": " + ran.output());
            }
            return ran.output();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }
}
