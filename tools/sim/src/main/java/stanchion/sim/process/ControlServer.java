package stanchion.sim.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
/// | `reactions` | how long the charger took for what was done since this was asked last ([Reactions]) |
final class ControlServer implements AutoCloseable {
    private static final int MAX_LINE_BYTES = 1024;
    private static final int NOTHING_ASKED = Integer.MAX_VALUE;

    /// A person's or a bench's connection.
    private static final class Client {
        private final SocketChannel channel;
        private final ByteBuffer received = ByteBuffer.allocate(MAX_LINE_BYTES);
        private boolean ended;

        Client(SocketChannel channel) {
            this.channel = channel;
        }
    }

    private final ServerSocketChannel server;
    private final Path path;
    private final World world;
    private final RealTime.Watching watching;
    private final List<Client> clients = new ArrayList<>();
    private Optional<Selector> arrivals = Optional.empty();
    private int askedMilli = NOTHING_ASKED;

    ControlServer(Path path, World world, RealTime.Watching watching) throws IOException {
        this.path = path;
        this.world = world;
        this.watching = watching;
        server = TerminalsServer.listen(path);
    }

    /// Whoever comes or asks is shown there from now on.
    void announceAt(Selector selector) throws IOException {
        arrivals = Optional.of(selector);
        server.register(selector, SelectionKey.OP_ACCEPT);
    }

    /// Takes what has been asked, in this millisecond of the batch.
    void receive(int milli) {
        accept();
        clients.removeIf(client -> !isThere(client, milli));
    }

    /// Answers what was asked up to this millisecond of the batch.
    void answer(int milli) {
        if (askedMilli <= milli) {
            askedMilli = NOTHING_ASKED;
            clients.removeIf(client -> !isAnswered(client));
        }
    }

    private void accept() {
        try {
            for (SocketChannel c = server.accept(); c != null; c = server.accept()) {
                c.configureBlocking(false);
                if (arrivals.isPresent()) {
                    c.register(arrivals.get(), SelectionKey.OP_READ);
                }
                clients.add(new Client(c));
            }
        } catch (IOException gone) {
            System.err.println("simulator: control: " + gone.getMessage());
        }
    }

    /// Who has gone is still owed an answer to what was asked before.
    private boolean isThere(Client client, int milli) {
        try {
            client.ended |= client.channel.read(client.received) < 0;
            if (client.received.position() > 0) {
                askedMilli = Math.min(askedMilli, milli);
                return true;
            }
            if (client.ended) {
                client.channel.close();
            }
            return !client.ended;
        } catch (IOException gone) {
            TerminalsServer.closeQuietly(client.channel);
            return false;
        }
    }

    private boolean isAnswered(Client client) {
        try {
            answerLines(client);
            boolean tooLong = !client.received.hasRemaining();
            if (!tooLong && !client.ended) {
                return true;
            }
            if (tooLong) {
                write(client, "error the line is longer than " + MAX_LINE_BYTES + " bytes");
            }
            client.channel.close();
        } catch (IOException gone) {
            TerminalsServer.closeQuietly(client.channel);
        }
        return false;
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
            case "waves" -> watching.waves().json(world.truth());
            case "reactions" -> watching.reactions().take();
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
