package stanchion.bench.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import stanchion.bench.process.JavaCommand;
import stanchion.bench.process.Priority;

/// HiveMQ CE, embedded in a child JVM, in memory, usage statistics off.
public final class HiveBroker implements Broker {
    private final BrokerProcess process;

    /// @param folder its own, made here
    public HiveBroker(Path folder, int port, BrokerFiles files) {
        this.process = new BrokerProcess("HiveMQ CE", folder, port, command(folder));
        try {
            Path conf = Files.createDirectories(folder.resolve("conf"));
            Files.writeString(conf.resolve("config.xml"), configuration(port, files));
        } catch (IOException e) {
            throw new UncheckedIOException("the broker's configuration is not written", e);
        }
    }

    private static String configuration(int port, BrokerFiles files) {
        return """
        <?xml version="1.0"?>
        <hivemq>
          <listeners>
            <tls-tcp-listener>
              <port>%1$d</port>
              <bind-address>127.0.0.1</bind-address>
              <tls>
                <protocols><protocol>TLSv1.3</protocol></protocols>
                <keystore>
                  <path>%2$s</path>
                  <password>%3$s</password>
                  <private-key-password>%3$s</private-key-password>
                </keystore>
                <truststore><path>%4$s</path><password>%3$s</password></truststore>
                <client-authentication-mode>REQUIRED</client-authentication-mode>
              </tls>
            </tls-tcp-listener>
          </listeners>
          <mqtt>
            <queued-messages><max-queue-size>100000</max-queue-size></queued-messages>
          </mqtt>
          <persistence><mode>in-memory</mode></persistence>
          <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
        </hivemq>
        """
                .formatted(port, files.keyStore(), files.password(), files.trustStore());
    }

    private static List<String> command(Path folder) {
        List<String> options =
                List.of(
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dslf4j.provider=ch.qos.logback.classic.spi.LogbackServiceProvider");
        return Priority.MODEST.orUsual(
                JavaCommand.main(BrokerMain.class, options, List.of(folder.toString())));
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
        process.kill();
    }

    @Override
    public boolean survivesStop() {
        return false;
    }

    @Override
    public void close() {
        process.stop();
    }
}
