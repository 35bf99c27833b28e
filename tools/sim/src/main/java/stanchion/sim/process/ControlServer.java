package stanchion.sim.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import stanchion.sim.Hands;
import stanchion.sim.World;
import stanchion.sim.scenario.Parsed;
import stanchion.sim.scenario.ScenarioParser;
import stanchion.sim.scenario.Step;
import stanchion.sim.scenario.Verb;

/// One line in, one line out, on a Unix domain socket.
///
/// | Line | Answer |
/// |------|--------|
/// | a verb that moves the circuits, `plug cable 32A` | `ok`, or `error REASON` |
/// | `truth` | what is so in the world, as one line of JSON ([WorldJson]) |
/// | `waves` | the last waveforms, as one line of JSON ([Waves]) |
final class ControlServer implements AutoCloseable {
    private static final int MAX_LINE_BYTES = 1024;

    /// A person's or a bench's connection.
    private record Client(SocketChannel channel, ByteBuffer received) {}

    private final ServerSocketChannel server;
    private final Path path;
    private final World world;
    private final Waves waves;
    private final List<Client> clients = new ArrayList<>();

    ControlServer(Path path, World world, Waves waves) throws IOException {
        this.path = path;
        this.world = world;
        this.waves = waves;
        server = TerminalsServer.listen(path);
    }

    /// Answers whatever has been asked.
    void serve() {
        accept();
        clients.removeIf(client -> !isServed(client));
    }

    private void accept() {
        try {
            for (SocketChannel c = server.accept(); c != null; c = server.accept()) {
                c.configureBlocking(false);
                clients.add(new Client(c, ByteBuffer.allocate(MAX_LINE_BYTES)));
            }
        } catch (IOException gone) {
            System.err.println("simulator: control: " + gone.getMessage());
        }
    }

    private boolean isServed(Client client) {
        try {
            int count = client.channel.read(client.received);
            while (count > 0) {
                answerLines(client);
                if (!client.received.hasRemaining()) {
                    write(client, "error the line is longer than " + MAX_LINE_BYTES + " bytes");
                    count = -1;
                } else {
                    count = client.channel.read(client.received);
                }
            }
            if (count < 0) {
                client.channel.close();
            }
            return count == 0;
        } catch (IOException gone) {
            TerminalsServer.closeQuietly(client.channel);
            return false;
        }
    }

    private void answerLines(Client client) throws IOException {
        ByteBuffer received = client.received;
        received.flip();
        for (int end = newline(received); end >= 0; end = newline(received)) {
            byte[] line = new byte[end - received.position()];
            received.get(line).get();
            write(client, answer(new String(line, UTF_8).strip()));
        }
        received.compact();
    }

    private static int newline(ByteBuffer received) {
        for (int i = received.position(); i < received.limit(); i++) {
            if (received.get(i) == '\n') {
                return i;
            }
        }
        return -1;
    }

    /// Answers are short against a socket's buffer; who does not read them is dropped.
    private static void write(Client client, String answer) throws IOException {
        ByteBuffer bytes = UTF_8.encode(answer + "\n");
        client.channel.write(bytes);
        if (bytes.hasRemaining()) {
            throw new IOException("the control client does not read");
        }
    }

    private String answer(String line) {
        return switch (line) {
            case "truth" -> WorldJson.truth(world);
            case "waves" -> waves.json(world.truth());
            default -> act(line);
        };
    }

    private String act(String line) {
        return switch (ScenarioParser.parse("control", line)) {
            case Parsed.Rejected(var problems) -> "error " + problems.getFirst();
            case Parsed.Accepted(var scenario) ->
                    switch (scenario.lines().getFirst().step()) {
                        case Step.Act(Verb.OfWorld verb) -> {
                            Hands.apply(verb, world);
                            yield "ok";
                        }
                        case Step.Act _, Step.Wait _, Step.Expect _ ->
                                "error '" + line + "' moves no circuit; ask the bench";
                    };
        };
    }

    @Override
    public void close() throws IOException {
        for (Client client : clients) {
            client.channel.close();
        }
        server.close();
        Files.deleteIfExists(path);
    }
}
