package stanchion.bench.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import stanchion.bench.process.JavaCommand;

/// A broker on the loopback interface without TLS, for thousands of simulated chargers: what is
/// measured with it is messages, not handshakes.
public final class OpenBroker implements Broker {
    private final BrokerProcess process;

    private OpenBroker(BrokerProcess process) {
        this.process = process;
    }

    /// Debian's mosquitto.
    ///
    /// @param folder its own, made here
    public static OpenBroker mosquitto(Path folder, int port) {
        Path executable = MosquittoBroker.executable();
        write(
                folder.resolve("mosquitto.conf"),
                """
                user %s
                listener %d 127.0.0.1
                allow_anonymous true
                persistence false
                max_queued_messages 0
                max_connections -1
                """
                        .formatted(System.getProperty("user.name"), port));
        return new OpenBroker(
                new BrokerProcess(
                        "mosquitto",
                        folder,
                        port,
                        List.of(
                                executable.toString(),
                                "-c",
                                folder.resolve("mosquitto.conf").toString())));
    }

    /// HiveMQ CE in a process of its own.
    ///
    /// @param folder its own, made here
    public static OpenBroker hive(Path folder, int port) {
        write(
                folder.resolve("conf/config.xml"),
                """
                <?xml version="1.0"?>
                <hivemq>
                  <listeners>
                    <tcp-listener>
                      <port>%d</port><bind-address>127.0.0.1</bind-address>
                    </tcp-listener>
                  </listeners>
                  <mqtt>
                    <queued-messages><max-queue-size>100000</max-queue-size></queued-messages>
                  </mqtt>
                  <persistence><mode>in-memory</mode></persistence>
                  <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
                </hivemq>
                """
                        .formatted(port));
        List<String> options =
                List.of(
                        "-Xmx2g",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dslf4j.provider=ch.qos.logback.classic.spi.LogbackServiceProvider");
        return new OpenBroker(
                new BrokerProcess(
                        "HiveMQ CE",
                        folder,
                        port,
                        JavaCommand.main(BrokerMain.class, options, List.of(folder.toString()))));
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("the broker's configuration is not written", e);
        }
    }

    /// CPU time it has used so far.
    public Duration used() {
        return process.used();
    }

    @Override
    public String name() {
        return process.name();
    }

    @Override
    public int port() {
        return process.port();
    }

    @Override
    public void start() {
        process.start();
    }

    @Override
    public void stop() {
        process.stop();
    }

    @Override
    public boolean survivesStop() {
        return false;
    }

    @Override
    public void close() {
        stop();
    }
}
