package stanchion.image.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stanchion.image.ImageException;
import stanchion.machine.Leash;
import stanchion.sim.process.SimulatorMain;

/// Mains, pilot and vehicle around a charger in a virtual machine: the simulator, a process of this
/// computer in real time.
final class Circuits implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Leash simulator;
    private final Path terminals;
    private final SocketChannel socket;
    private final BufferedReader in;
    private final Writer out;

    private Circuits(Leash simulator, Path terminals, SocketChannel socket) {
        this.simulator = simulator;
        this.terminals = terminals;
        this.socket = socket;
        this.in =
                new BufferedReader(
                        new InputStreamReader(
                                Channels.newInputStream(socket), StandardCharsets.UTF_8));
        this.out = Channels.newWriter(socket, StandardCharsets.UTF_8);
    }

    /// Starts them.
    ///
    /// @param folder of their own, made here
    static Circuits open(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path terminals = folder.resolve("terminals");
        Path control = folder.resolve("control");
        Files.deleteIfExists(control);
        Leash simulator =
                Leash.start(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-XX:+UseSerialGC",
                                "-Xmx256m",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                SimulatorMain.class.getName(),
                                "--terminals",
                                terminals.toString(),
                                "--control",
                                control.toString()),
                        folder.resolve("simulator.log"));
        return new Circuits(simulator, terminals, connect(simulator, control));
    }

    private static SocketChannel connect(Leash simulator, Path control) throws IOException {
        long end = System.nanoTime() + START.toNanos();
        while (simulator.alive() && System.nanoTime() < end) {
            if (Files.exists(control)) {
                return SocketChannel.open(UnixDomainSocketAddress.of(control));
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        simulator.close();
        throw new ImageException(
                "the simulator does not come up: "
                        + Files.readString(control.resolveSibling("simulator.log")).strip());
    }

    /// Where a charger's board finds its terminals.
    Path terminals() {
        return terminals;
    }

    /// Moves something, in the words of a scenario.
    void hand(String verb) throws IOException {
        String answer = ask(verb);
        if (!answer.equals("ok")) {
            throw new IOException("the simulator does not take '" + verb + "': " + answer);
        }
    }

    /// A figure of what is so in the circuits; 0 when it is none.
    double truth(String name) throws IOException {
        Matcher figure = Pattern.compile("\"" + name + "\":([0-9.]+)").matcher(ask("truth"));
        return figure.find() ? Double.parseDouble(figure.group(1)) : 0;
    }

    private String ask(String line) throws IOException {
        out.write(line + "\n");
        out.flush();
        String answer = in.readLine();
        if (answer == null) {
            throw new IOException("the simulator has ended");
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        socket.close();
        simulator.close();
    }
}
