package stanchion.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteJDBCLoader;
import stanchion.gateway.world.GatewayProcess;
import stanchion.gateway.world.Patience;
import stanchion.gateway.world.Pki;

/// The gateway as a verified launch starts it: from jars on a module path, multi-release switched
/// off, SQLite's native library from a named folder.
class LaunchTest {
    /// Jars of the class path by the beginning of their names, and the modules they are.
    private static final Map<String, String> LIBRARIES =
            Map.of(
                    "org.eclipse.paho", "org.eclipse.paho.mqttv5.client",
                    "sqlite-jdbc", "org.xerial.sqlitejdbc",
                    "gson", "com.google.gson",
                    "tinylog-api", "org.tinylog.api",
                    "tinylog-impl", "org.tinylog.impl",
                    "jul-tinylog", "org.tinylog.api.jul",
                    "slf4j-tinylog", "org.tinylog.api.slf4j",
                    "slf4j-api", "org.slf4j");

    @TempDir private static Path common;
    private static Path app;
    private static Path identity;
    @TempDir private Path folder;

    @BeforeAll
    static void packJars() throws Exception {
        app = Files.createDirectories(common.resolve("app"));
        List<String> classPath =
                Pattern.compile(":").splitAsStream(System.getProperty("java.class.path")).toList();
        for (String element : classPath) {
            Path path = Path.of(element);
            String name = path.getFileName().toString();
            if (Files.isDirectory(path) && Files.exists(path.resolve("module-info.class"))) {
                jar(path);
            } else if (name.startsWith("stanchion-")) {
                Files.copy(path, app.resolve(name));
            }
            for (Map.Entry<String, String> library : LIBRARIES.entrySet()) {
                if (name.startsWith(library.getKey()) && name.endsWith(".jar")) {
                    Files.copy(path, app.resolve(library.getValue() + ".jar"));
                }
            }
        }
        identity = Pki.in(common.resolve("pki")).identity("SN-1");
    }

    @Test
    void itStartsFromJarsAndEndsOnSigterm() throws Exception {
        unpackSqlite(app);
        Path log = folder.resolve("log");
        try (GatewayProcess gateway = launch(app, log)) {
            Patience.untilTrue("running", () -> said(log).contains("cannot connect to ssl://"));
            assertThat(gateway.terminate()).isEqualTo(143);
        }
        assertThat(folder.resolve("outbox.db")).exists();
        assertThat(said(log)).doesNotContain("Exception in").doesNotContain("WARNING");
    }

    @Test
    void itRefusesToRunWithoutTheVerifiedSqliteLibrary() throws Exception {
        Path log = folder.resolve("log");
        try (GatewayProcess gateway = launch(Files.createDirectories(folder.resolve("no")), log)) {
            assertThat(gateway.awaitExit()).isEqualTo(78);
        }
        assertThat(said(log))
                .startsWith("stanchion.gateway: the SQLite library is not at")
                .hasLineCount(1);
    }

    @Test
    void itRefusesASqliteLibraryThatIsNotOne() throws Exception {
        Path log = folder.resolve("log");
        Path bogus = Files.createDirectories(folder.resolve("bogus"));
        Files.writeString(bogus.resolve("libsqlitejdbc.so"), "not a library");
        try (GatewayProcess gateway = launch(bogus, log)) {
            assertThat(gateway.awaitExit()).isEqualTo(78);
        }
        assertThat(said(log)).contains("stanchion.gateway: the mapped SQLite library is");
    }

    @Test
    void helpIsPrintedAndAWrongCommandLineIsOneLine() throws Exception {
        Path log = folder.resolve("log");
        try (GatewayProcess help =
                GatewayProcess.start(GatewayProcess.onTheClassPath(), List.of("--help"), log)) {
            assertThat(help.awaitExit()).isZero();
        }
        assertThat(said(log)).startsWith("usage: ");
        Path complaint = folder.resolve("complaint");
        try (GatewayProcess wrong =
                GatewayProcess.start(
                        GatewayProcess.onTheClassPath(), List.of("--lnik", "x"), complaint)) {
            assertThat(wrong.awaitExit()).isEqualTo(64);
        }
        assertThat(said(complaint))
                .isEqualTo("stanchion.gateway: unknown option '--lnik'; try --help\n");
    }

    private GatewayProcess launch(Path sqlite, Path log) throws IOException {
        List<String> launch =
                List.of(
                        "-Djdk.util.jar.enableMultiRelease=false",
                        "-Dorg.sqlite.lib.path=" + sqlite,
                        "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")),
                        "--enable-native-access=org.xerial.sqlitejdbc",
                        "--module-path",
                        app.toString(),
                        "-m",
                        "stanchion.gateway/stanchion.gateway.Main");
        return GatewayProcess.start(launch, arguments(), log);
    }

    private List<String> arguments() {
        return List.of(
                "--link", folder.resolve("link.sock").toString(),
                "--state", folder.toString(),
                "--identity", identity.toString(),
                "--broker", "ssl://localhost:1");
    }

    private static void unpackSqlite(Path into) throws IOException {
        String resource = "/org/sqlite/native/Linux/x86_64/libsqlitejdbc.so";
        try (InputStream bytes = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
            Files.copy(bytes, into.resolve("libsqlitejdbc.so"));
        }
    }

    private static void jar(Path classes) {
        List<String> arguments = new ArrayList<>();
        String name = "own-" + Integer.toHexString(classes.hashCode()) + ".jar";
        arguments.addAll(List.of("--create", "--file", app.resolve(name).toString()));
        arguments.addAll(List.of("-C", classes.toString(), "."));
        PrintStream quiet = new PrintStream(new ByteArrayOutputStream(), true);
        int status =
                ToolProvider.findFirst("jar")
                        .orElseThrow()
                        .run(quiet, System.err, arguments.toArray(String[]::new));
        assertThat(status).isZero();
    }

    private static String said(Path log) {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException unreadable) {
            return "";
        }
    }
}
