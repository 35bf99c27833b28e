package stanchion.gateway.world;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// Debian's broker in a process of its own: loopback, TLS 1.3, client certificates required.
public final class Mosquitto implements AutoCloseable {
    private final Process process;
    private final int port;

    private Mosquitto(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// Where the program is, if this machine has it.
    public static Optional<Path> program() {
        return Stream.concat(
                        Stream.of(System.getenv().getOrDefault("PATH", "").split(":")),
                        Stream.of("/usr/sbin"))
                .map(folder -> Path.of(folder, "mosquitto"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// Starts one and waits until it listens.
    ///
    /// @param extra more lines of configuration
    public static Mosquitto start(Path pem, String extra) throws IOException {
        int port = freePort();
        Path configuration = Files.createTempFile(pem, "mosquitto", ".conf");
        Files.writeString(
                configuration,
                """
                listener %d 127.0.0.1
                cafile %s/ca.pem
                certfile %s/broker.pem
                keyfile %s/broker.key
                require_certificate true
                use_identity_as_username true
                allow_anonymous false
                tls_version tlsv1.3
                persistence false
                user root
                log_dest stderr
                %s
                """
                        .formatted(port, pem, pem, pem, extra));
        Path log = pem.resolve("mosquitto.log");
        Process process =
                new ProcessBuilder(
                                program().orElseThrow().toString(), "-c", configuration.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        // a test that fails in its preparation never closes it
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().unstarted(process::destroyForcibly));
        Mosquitto broker = new Mosquitto(process, port);
        broker.awaitListening(log);
        return broker;
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private void awaitListening(Path log) throws IOException {
        for (int attempt = 0; attempt < 200; attempt++) {
            try (Socket probe = new Socket()) {
                probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return;
            } catch (IOException notYet) {
                if (!process.isAlive()) {
                    throw new IOException("mosquitto ended: " + Files.readString(log), notYet);
                }
                LockSupport.parkNanos(20_000_000);
            }
        }
        throw new IOException("mosquitto does not listen: " + Files.readString(log));
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }
}
