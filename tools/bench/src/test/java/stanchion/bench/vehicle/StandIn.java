package stanchion.bench.vehicle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// `tools/vehicle/instrument.py` at the other end of a pseudo-terminal.
final class StandIn implements AutoCloseable {
    private static final Path HOME = Path.of(System.getProperty("stanchion.home", "../.."));

    private final Process process;
    private final BufferedReader replies;
    private final Path port;

    private StandIn(Process process, Path port) {
        this.process = process;
        this.port = port;
        replies = process.inputReader(StandardCharsets.US_ASCII);
    }

    static StandIn start(Path folder, String... options) throws IOException {
        assumeTrue(isPythonHere(), "python3 is missing: apt install python3");
        Path port = folder.resolve("vehicle");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "python3",
                                HOME.resolve("tools/vehicle/instrument.py").toString(),
                                "--link",
                                port.toString()));
        command.addAll(List.of(options));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        StandIn standIn = new StandIn(process, port);
        standIn.confirm();
        return standIn;
    }

    private static boolean isPythonHere() {
        try {
            return new ProcessBuilder("python3", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException | InterruptedException missing) {
            return false;
        }
    }

    Path port() {
        return port;
    }

    void order(String order) throws IOException {
        process.outputWriter(StandardCharsets.US_ASCII).write(order + "\n");
        process.outputWriter(StandardCharsets.US_ASCII).flush();
        confirm();
    }

    private void confirm() throws IOException {
        assertThat(replies.readLine()).isEqualTo("ok");
    }

    @Override
    public void close() {
        end();
    }

    void end() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
