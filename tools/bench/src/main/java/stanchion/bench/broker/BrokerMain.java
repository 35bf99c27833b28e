package stanchion.bench.broker;

import com.hivemq.embedded.EmbeddedHiveMQ;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// HiveMQ CE in a process of its own, so that its heap and its logging disturb nobody and an outage
/// can be real.
///
/// Usage: `BrokerMain FOLDER`, where `FOLDER/conf/config.xml` is its configuration. It ends when
/// its standard input ends, so that it never outlives the bench.
final class BrokerMain {
    private BrokerMain() {}

    public static void main(String... arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        EmbeddedHiveMQ broker =
                EmbeddedHiveMQ.builder()
                        .withConfigurationFolder(folder.resolve("conf"))
                        .withDataFolder(Files.createDirectories(folder.resolve("data")))
                        .withExtensionsFolder(Files.createDirectories(folder.resolve("extensions")))
                        .build();
        broker.start().join();
        while (System.in.read() >= 0) {
            // nothing is said on this pipe; its end is the message
        }
        Runtime.getRuntime().halt(0);
    }
}
