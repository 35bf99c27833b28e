package stanchion.bench.run;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/// A line to the simulator process: one question, one answer.
final class Simulator implements AutoCloseable {
    private static final String REFUSED = "error ";

    private final SocketChannel channel;
    private final BufferedReader answers;
    private final Writer questions;

    private Simulator(SocketChannel channel) {
        this.channel = channel;
        this.answers = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
        this.questions = Channels.newWriter(channel, StandardCharsets.UTF_8);
    }

    static Simulator connect(Path control) {
        try {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.connect(UnixDomainSocketAddress.of(control));
            return new Simulator(channel);
        } catch (IOException e) {
            throw new BenchTrouble(70, "the simulator does not answer", e);
        }
    }

    /// Does a verb; answers why not, or nothing.
    Optional<String> act(String line) {
        String answer = ask(line);
        return answer.startsWith(REFUSED)
                ? Optional.of(answer.substring(REFUSED.length()))
                : Optional.empty();
    }

    /// What is so in the circuits.
    JsonObject truth() {
        return JsonParser.parseString(ask("truth")).getAsJsonObject();
    }

    /// The last waveforms, as one JSON line.
    String waves() {
        return ask("waves");
    }

    /// How fast the charger answered since the last call, as one JSON line.
    String reactions() {
        return ask("reactions");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new BenchTrouble(70, "the line to the simulator does not close", e);
        }
    }

    private synchronized String ask(String line) {
        try {
            questions.write(line + "\n");
            questions.flush();
            String answer = answers.readLine();
            if (answer == null) {
                throw new BenchTrouble(70, "the simulator has ended");
            }
            return answer;
        } catch (IOException e) {
            throw new BenchTrouble(70, "the simulator does not answer", e);
        }
    }
}
