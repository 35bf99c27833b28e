package stanchion.gateway.world;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The gateway in a JVM of its own.
public final class GatewayProcess implements AutoCloseable {
    private final Process process;

    private GatewayProcess(Process process) {
        this.process = process;
    }

    /// Starts one.
    ///
    /// @param launch options of the JVM and the main class or module
    /// @param log receives what it says
    public static GatewayProcess start(List<String> launch, List<String> arguments, Path log)
            throws IOException {
        return start(launch, arguments, Map.of(), log);
    }

    /// Starts one with more in its environment.
    public static GatewayProcess start(
            List<String> launch, List<String> arguments, Map<String, String> environment, Path log)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(launch);
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return new GatewayProcess(builder.start());
    }

    /// Starts the charger SN-1 between a toy's socket and a broker, and waits until it is online.
    ///
    /// @param folder with `link.sock`; gets `state` and `log`
    /// @param observer at that broker
    public static GatewayProcess online(
            Path folder, Path identity, Mosquitto broker, Observer observer) throws IOException {
        long before = timesOnline(observer);
        GatewayProcess started =
                start(
                        onTheClassPath(),
                        List.of(
                                "--link", folder.resolve("link.sock").toString(),
                                "--state", folder.resolve("state").toString(),
                                "--identity", identity.toString(),
                                "--broker", "ssl://localhost:" + broker.port()),
                        folder.resolve("log"));
        Patience.untilTrue("online", () -> timesOnline(observer) > before);
        return started;
    }

    private static long timesOnline(Observer observer) {
        return observer.seen("stanchion/v1/SN-1/status").stream()
                .filter(seen -> seen.text().equals("online"))
                .count();
    }

    /// How tests start it: on their own class path.
    public static List<String> onTheClassPath() {
        return List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "stanchion.gateway.Main");
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /// SIGKILL.
    public void kill() {
        process.toHandle().destroyForcibly();
        process.onExit().join();
    }

    /// SIGTERM, and the exit status.
    public int terminate() throws InterruptedException {
        process.destroy();
        return awaitExit();
    }

    /// The exit status, of a process that ends by itself.
    public int awaitExit() throws InterruptedException {
        if (!process.waitFor(Duration.ofSeconds(30).toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the gateway did not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        kill();
    }
}
