package stanchion.fleet.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stanchion.fleet.FleetException;

/// A PostgreSQL server of a test's own: Debian's programs, a temporary folder, the loopback
/// interface. It refuses to run as root, so root runs it as `postgres`.
final class PostgresServer {
    static final PostgresServer NONE = new PostgresServer(List.of(), Path.of(""), 0);
    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql");

    private final List<String> prefix;
    private final Path folder;
    private final int port;

    private PostgresServer(List<String> prefix, Path folder, int port) {
        this.prefix = prefix;
        this.folder = folder;
        this.port = port;
    }

    static boolean isInstalled() {
        return programs().isPresent();
    }

    private static Optional<Path> programs() {
        if (!Files.isDirectory(PROGRAMS)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> versions = Files.newDirectoryStream(PROGRAMS)) {
            for (Path version : versions) {
                if (Files.isExecutable(version.resolve("bin/initdb"))) {
                    return Optional.of(version.resolve("bin"));
                }
            }
            return Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    static PostgresServer start(Path folder) throws IOException, InterruptedException {
        boolean root = "root".equals(System.getProperty("user.name"));
        List<String> prefix =
                root
                        ? List.of(
                                "setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups")
                        : List.of();
        if (root) {
            run(List.of("chown", "postgres", folder.toString()));
        }
        PostgresServer server = new PostgresServer(prefix, folder, freePort());
        server.as("initdb", "-D", server.data(), "-A", "trust", "-U", "fleet", "--no-sync");
        String options =
                "-p "
                        + server.port
                        + " -c listen_addresses=127.0.0.1 -c fsync=off"
                        + " -c unix_socket_directories=";
        server.as(
                "pg_ctl", "-D", server.data(), "-w", "-l", folder + "/log", "-o", options, "start");
        return server;
    }

    void stop() throws IOException, InterruptedException {
        if (port > 0) {
            as("pg_ctl", "-D", data(), "-m", "immediate", "stop");
        }
    }

    String address(String database) {
        return "postgresql://127.0.0.1:" + port + "/" + database + "?user=fleet";
    }

    void createDatabase(String name) throws FleetException {
        try (Connection connection = DriverManager.getConnection("jdbc:" + address("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException failed) {
            throw new FleetException("no database " + name, failed);
        }
    }

    private String data() {
        return folder + "/data";
    }

    private void as(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(prefix);
        command.add(programs().orElseThrow().resolve(program).toString());
        command.addAll(List.of(arguments));
        run(command);
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Path said = Files.createTempFile("postgres", ".log");
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(said.toFile())
                            .start();
            if (process.waitFor() != 0) {
                throw new IOException(
                        command + ": " + Files.readString(said, StandardCharsets.UTF_8));
            }
        } finally {
            Files.delete(said);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
