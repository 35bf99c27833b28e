package stanchion.image.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import stanchion.image.ImageException;
import stanchion.machine.Leash;
import stanchion.machine.Tools;

/// The broker that a charger speaks to, and somebody who listens there to everything: Debian's
/// mosquitto, TLS 1.3 with the maker's certificates, on a port that was free.
final class Outside implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final String PREFIX = "stanchion/v1/";

    private final int port;
    private final Leash broker;
    private final Leash listener;
    private final Map<String, String> heard = new ConcurrentHashMap<>();

    private Outside(int port, Leash broker, Leash listener) {
        this.port = port;
        this.broker = broker;
        this.listener = listener;
        Thread.ofPlatform().daemon().name("outside").start(this::hear);
    }

    /// What is missing here, and the way to it.
    static Optional<String> missing() {
        return Tools.missing("mosquitto", "mosquitto_sub");
    }

    /// Starts both.
    ///
    /// @param maker the folder with the certificates
    /// @param folder of its own, made here
    static Outside open(Path maker, Path folder) throws IOException {
        Files.createDirectories(folder);
        int port = freePort();
        Path conf = folder.resolve("mosquitto.conf");
        Files.writeString(conf, configuration(maker, port));
        Leash broker =
                Leash.start(
                        List.of(program("mosquitto"), "-c", conf.toString()),
                        folder.resolve("broker.log"));
        awaitPort(broker, port, folder);
        return new Outside(port, broker, Leash.heard(listener(maker, port)));
    }

    private static String program(String name) throws ImageException {
        return Tools.find(name)
                .map(Path::toString)
                .orElseThrow(() -> new ImageException(Tools.missing(name).orElse(name)));
    }

    private static String configuration(Path maker, int port) {
        return """
        user %s
        listener %d 127.0.0.1
        cafile %s
        certfile %s
        keyfile %s
        tls_version tlsv1.3
        require_certificate true
        use_identity_as_username true
        persistence false
        max_queued_messages 0
        """
                .formatted(
                        System.getProperty("user.name"),
                        port,
                        maker.resolve("ca.pem"),
                        maker.resolve("broker.pem"),
                        maker.resolve("broker.key.pem"));
    }

    private static List<String> listener(Path maker, int port) throws ImageException {
        return List.of(
                program("mosquitto_sub"),
                "-V",
                "5",
                "-h",
                "localhost",
                "-p",
                Integer.toString(port),
                "--cafile",
                maker.resolve("ca.pem").toString(),
                "--cert",
                maker.resolve("bench.pem").toString(),
                "--key",
                maker.resolve("bench.key.pem").toString(),
                "-q",
                "1",
                "-v",
                "-t",
                PREFIX + "#");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitPort(Leash broker, int port, Path folder) throws IOException {
        long end = System.nanoTime() + START.toNanos();
        while (broker.alive() && System.nanoTime() < end) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException notYet) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
        broker.close();
        throw new ImageException(
                "the broker does not come up: " + Files.readString(folder.resolve("broker.log")));
    }

    private void hear() {
        try (BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(listener.said(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int space = line.indexOf(' ');
                int slash = line.indexOf('/', PREFIX.length());
                if (line.startsWith(PREFIX) && slash > 0 && slash < space) {
                    heard.put(line.substring(slash + 1, space), line.substring(space + 1));
                }
            }
        } catch (IOException closed) {
            listener.kill();
        }
    }

    int port() {
        return port;
    }

    /// The last message of each topic, by its name below the charger's.
    Map<String, String> heard() {
        return Map.copyOf(heard);
    }

    /// Begins to listen anew; what the broker keeps is kept.
    void forget() {
        heard.clear();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        broker.close();
    }
}
