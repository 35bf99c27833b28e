package stanchion.charger;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Simulator and charger, each in a virtual machine of its own, in one folder of sockets.
final class Programs implements AutoCloseable {
    private static final Path BOARD = Path.of("..", "board", "bench", "board.conf");

    private final Path folder;
    private final List<Process> started = new ArrayList<>();

    Programs(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("state"));
        Process simulator =
                java(
                        "stanchion.sim.process.SimulatorMain",
                        List.of("--terminals", in("terminals"), "--control", in("control")));
        simulator.inputReader().readLine(); // it listens once it has said so
    }

    /// @param journal its file, in the folder
    Process charger(String journal) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--board", BOARD.toString()));
        arguments.addAll(List.of("--state", in("state"), "--link", in("link")));
        arguments.addAll(List.of("--terminals", in("terminals"), "--journal", in(journal)));
        arguments.addAll(List.of("--gateway-wait", "0"));
        return java("stanchion.benchboard.Main", arguments);
    }

    /// What the simulator answers to one line.
    String ask(String line) throws IOException {
        UnixDomainSocketAddress control = UnixDomainSocketAddress.of(in("control"));
        try (SocketChannel channel = SocketChannel.open(control);
                OutputStream out = Channels.newOutputStream(channel);
                BufferedReader answers =
                        new BufferedReader(
                                new InputStreamReader(
                                        Channels.newInputStream(channel),
                                        StandardCharsets.UTF_8))) {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            return String.valueOf(answers.readLine());
        }
    }

    /// Asks for the truth until it is as wanted; the simulator answers every 5 ms.
    String awaitTruth(Predicate<String> wanted) throws IOException {
        String truth = ask("truth");
        while (!wanted.test(truth)) {
            truth = ask("truth");
        }
        return truth;
    }

    @Override
    public void close() {
        started.forEach(Process::destroyForcibly);
    }

    private String in(String name) {
        return folder.resolve(name).toString();
    }

    private Process java(String main, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx64m"));
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        started.add(process);
        return process;
    }
}
