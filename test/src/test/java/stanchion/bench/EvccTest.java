package stanchion.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.bench.run.Bench;
import stanchion.bench.run.BrokerKind;
import stanchion.bench.run.Setup;
import stanchion.gateway.world.Observer;
import stanchion.gateway.world.Patience;
import stanchion.release.DeviceFolder;
import stanchion.release.FirmwareBuild;

/// A client that does what evcc does, by the lines of the gateway's README, drives a whole charge
/// of the real charger through a real broker.
class EvccTest {
    private static final String DEVICE = "SN-1";

    @TempDir private Path folder;

    @Test
    void evccChargesACarByTheLinesOfTheReadme() throws Exception {
        Path device = folder.resolve("device");
        DeviceFolder.create(
                new DeviceFolder.Order(
                        device, DEVICE, FirmwareBuild.collect(BuiltProject.home(), "0.1.0")));
        Setup setup =
                new Setup(
                        BuiltProject.home(),
                        Optional.of(device),
                        BrokerKind.HIVEMQ,
                        Setup.Leftovers.REMOVED);
        try (Bench bench = Bench.start(setup, line -> {});
                Observer broker = new Observer(port(bench), identity(device), "evcc")) {
            charge(new Evcc(yaml(), broker), bench.circuits());
        }
    }

    private static void charge(Evcc evcc, Path circuits) throws Exception {
        await("no vehicle", () -> evcc.status().equals("A"));
        evcc.enable(false);
        await("disabled", () -> !evcc.enabled());
        act(circuits, "draw 16A");
        act(circuits, "plug cable 32A");
        await("a vehicle", () -> evcc.status().equals("B"));
        evcc.maxCurrent(10);
        evcc.enable(true);
        await("enabled", evcc::enabled);
        act(circuits, "s2 close");
        await("charging", () -> evcc.status().equals("C"));
        await("10 A", () -> Math.abs(evcc.current(0) - 10) < 0.5);
        double before = evcc.energy();
        assertThat(evcc.power()).isBetween(2000.0, 2500.0);
        evcc.maxCurrent(6);
        await("6 A", () -> Math.abs(evcc.current(0) - 6) < 0.5);
        await("energy", () -> evcc.energy() > before + 0.002);
        evcc.enable(false);
        await("no current", () -> evcc.current(0) < 0.1 && !evcc.enabled());
        act(circuits, "unplug");
        await("gone", () -> evcc.status().equals("A"));
    }

    private static void await(String what, BooleanSupplier so) {
        Patience.until(
                what,
                Duration.ofSeconds(60),
                () -> so.getAsBoolean() ? Optional.of(what) : Optional.empty());
    }

    /// Moves the circuits, as a person would.
    private static void act(Path circuits, String line) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(circuits));
            Writer questions = Channels.newWriter(channel, StandardCharsets.UTF_8);
            questions.write(line + "\n");
            questions.flush();
            String answer =
                    new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8))
                            .readLine();
            assertThat(answer).as(line).doesNotStartWith("error");
        }
    }

    private static int port(Bench bench) {
        Matcher port = Pattern.compile("-p (\\d+)").matcher(bench.listenLine());
        assertThat(port.find()).isTrue();
        return Integer.parseInt(port.group(1));
    }

    /// The listener's certificate, as the observer wants it.
    private Path identity(Path device) throws IOException {
        Path identity = Files.createDirectories(folder.resolve("listener"));
        Path maker = device.resolve("maker");
        Files.copy(maker.resolve("bench.p12"), identity.resolve("device.p12"));
        Files.copy(maker.resolve("ca.p12"), identity.resolve("ca.p12"));
        Files.copy(maker.resolve("password"), identity.resolve("password"));
        return identity;
    }

    private static String yaml() throws IOException {
        String readme = Files.readString(BuiltProject.home().resolve("firmware/gateway/README.md"));
        Matcher lines =
                Pattern.compile("```yaml\n(chargers:.*?)```", Pattern.DOTALL).matcher(readme);
        assertThat(lines.find()).isTrue();
        return lines.group(1);
    }
}
