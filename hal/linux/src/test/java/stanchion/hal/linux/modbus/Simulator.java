package stanchion.hal.linux.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import stanchion.hal.linux.serial.SerialLibrary;
import stanchion.hal.linux.serial.SerialSettings;

/// The meter simulator of another language, at the other end of a pseudo-terminal.
final class Simulator implements AutoCloseable {
    static final int ADDRESS = 17;

    private final Process process;
    private final BufferedReader replies;
    private final Path link;

    private Simulator(Process process, Path link) {
        this.process = process;
        this.link = link;
        replies = process.inputReader(StandardCharsets.US_ASCII);
    }

    static Simulator of(MeterKind kind, Path folder) throws IOException {
        assumeTrue(isPythonHere(), "python3 is missing: apt install python3");
        SerialLibrary.unpackForTools();
        Path script = folder.resolve("meter_simulator.py");
        try (InputStream in = Simulator.class.getResourceAsStream("meter_simulator.py")) {
            Files.write(script, Optional.ofNullable(in).orElseThrow().readAllBytes());
        }
        Path link = folder.resolve("tty-" + kind.word());
        Process process =
                new ProcessBuilder(
                                "python3",
                                script.toString(),
                                kind.word(),
                                Integer.toString(ADDRESS),
                                link.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        Simulator simulator = new Simulator(process, link);
        simulator.confirm();
        return simulator;
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

    SerialSettings line() {
        return SerialSettings.plain(link, 19_200);
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
