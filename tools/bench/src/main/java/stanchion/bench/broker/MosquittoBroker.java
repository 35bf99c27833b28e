package stanchion.bench.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Eclipse Mosquitto as Debian ships it, with a configuration of the bench's own.
///
/// A charger may write below its own name, read its own commands, certificate and update content,
/// and the metadata of updates; [BrokerClient#NAME] may do everything. Sessions and queued messages
/// survive a stop.
public final class MosquittoBroker implements Broker {
    private final BrokerProcess process;

    /// @param folder its own, made here
    public MosquittoBroker(Path folder, int port, BrokerFiles files) {
        Path conf = folder.resolve("mosquitto.conf");
        List<String> command = List.of(executable().toString(), "-c", conf.toString());
        this.process = new BrokerProcess("mosquitto", folder, port, command);
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("acl"), accessList());
            Files.writeString(conf, configuration(folder, port, files));
        } catch (IOException e) {
            throw new UncheckedIOException("the broker's configuration is not written", e);
        }
    }

    /// Whether [#MosquittoBroker] would find one.
    public static boolean isInstalled() {
        return find().isPresent();
    }

    static Path executable() {
        return find().orElseThrow(() ->
                new BrokerTrouble(
                        "mosquitto is not found: sudo apt install mosquitto, or use --broker"
                                + " hivemq"));
    }

    /// Where mosquitto is: on the path, or where Debian puts it.
    private static Optional<Path> find() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Stream.of(path.split(":", -1)), Stream.of("/usr/sbin"))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry, "mosquitto"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String accessList() {
        return """
        user %s
        topic readwrite stanchion/#
        pattern write stanchion/v1/%%u/#
        pattern read stanchion/v1/%%u/cmd/#
        pattern read stanchion/v1/%%u/house/supply
        pattern read stanchion/v1/%%u/identity/certificate
        pattern read stanchion/v1/%%u/update/content
        pattern read stanchion/update/v1/metadata/#
        """
                .formatted(BrokerClient.NAME);
    }

    private static String configuration(Path folder, int port, BrokerFiles files) {
        String user = System.getProperty("user.name");
        return """
        user %s
        listener %d 127.0.0.1
        cafile %s
        certfile %s
        keyfile %s
        tls_version tlsv1.3
        require_certificate true
        use_identity_as_username true
        acl_file %s
        persistence true
        persistence_location %s/
        max_queued_messages 0
        """
                .formatted(
                        user,
                        port,
                        files.authority(),
                        files.certificate(),
                        files.key(),
                        folder.resolve("acl"),
                        folder);
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
        return true;
    }

    @Override
    public void close() {
        stop();
    }
}
