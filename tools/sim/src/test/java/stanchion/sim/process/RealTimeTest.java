package stanchion.sim.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Scanner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import stanchion.benchboard.TerminalCodec;
import stanchion.benchboard.TerminalRecord;
import stanchion.benchboard.TerminalRecord.Driven;
import stanchion.benchboard.TerminalRecord.KeepAlive;
import stanchion.benchboard.TerminalRecord.Sensed;
import stanchion.hal.BoardProfile;
import stanchion.hal.Commands;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.hal.Commands.PilotOutput;
import stanchion.hal.Commands.ResidualTest;
import stanchion.hal.Inputs.ContactorPosition;
import stanchion.hal.Samples;
import stanchion.link.Decoded;
import stanchion.sim.BenchBoardProfile;
import stanchion.sim.Parts;
import stanchion.sim.World;
import stanchion.units.DutyCycle;

/// The simulator's sockets, with the test as board and as person.
@Timeout(20)
final class RealTimeTest {
    private static final Commands CLOSED =
            new Commands(
                    new PilotOutput.Pwm(new DutyCycle(26.67)),
                    ContactorCommand.CLOSE,
                    ResidualTest.OFF);

    @TempDir Path folder;

    private final BoardProfile profile = BenchBoardProfile.read();
    private final World world = new World(profile, Parts.NOMINAL, 1);
    private final RealTime.Watching watching =
            new RealTime.Watching(new Waves(profile.analog()), new Reactions());
    private final ByteBuffer received = ByteBuffer.allocate(1 << 20).flip();
    private Thread simulator = Thread.currentThread();
    private TerminalsServer terminals;
    private ControlServer control;

    @BeforeEach
    void start() throws IOException {
        terminals = new TerminalsServer(folder.resolve("t.sock"), profile);
        control = new ControlServer(folder.resolve("c.sock"), world, watching);
        simulator =
                Thread.ofPlatform().start(new RealTime(world, terminals, control, watching)::run);
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        simulator.interrupt();
        simulator.join();
        terminals.close();
        control.close();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void samplesComeInRealTimeWithoutAGap() throws IOException {
        try (SocketChannel board = connect("t.sock")) {
            Samples first = next(board);
            Samples before = first;
            for (int i = 0; i < 60; i++) {
                Samples samples = next(board);
                assertThat(samples.mains().firstFrame())
                        .isEqualTo(before.mains().firstFrame() + before.mains().frames());
                before = samples;
            }
            assertThat(before.at().since(first.at()).toMillis()).isEqualTo(300);
            assertThat(before.at().nanos()).isLessThanOrEqualTo(System.nanoTime());
        }
    }

    @Test
    void contactorObeysTheBoardAndOpensWhenTheBoardIsGone() throws IOException {
        try (SocketChannel board = connect("t.sock")) {
            Samples samples = next(board);
            while (samples.inputs().mirror() == ContactorPosition.OPEN) {
                write(board, new Driven(CLOSED));
                write(board, new KeepAlive());
                samples = next(board);
            }
        }
        try (SocketChannel person = connect("c.sock")) {
            while (!ask(person, "truth").contains("\"contactor\":\"open\"")) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void boardThatIsNotFedOpens() throws IOException {
        try (SocketChannel board = connect("t.sock")) {
            for (int i = 0; i < 40; i++) {
                write(board, new Driven(CLOSED));
                assertThat(next(board).inputs().mirror()).isEqualTo(ContactorPosition.OPEN);
            }
        }
    }

    @Test
    void controlLinesAreAnsweredOneByOne() throws IOException {
        try (SocketChannel person = connect("c.sock")) {
            assertThat(ask(person, "plug cable 20A")).isEqualTo("ok");
            assertThat(ask(person, "plug cable 21A")).startsWith("error control:1: no cable");
            assertThat(ask(person, "wait 5s")).startsWith("error 'wait 5s' moves no circuit");
            assertThat(ask(person, "restart")).startsWith("error");
            assertThat(ask(person, "")).startsWith("error");
            assertThat(ask(person, "truth")).startsWith("{\"millis\":").endsWith("]}");
            assertThat(ask(person, "waves")).startsWith("{\"pilot\":").endsWith("]]}}");
        }
    }

    private SocketChannel connect(String socket) throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve(socket)));
    }

    private static String ask(SocketChannel person, String line) throws IOException {
        person.write(UTF_8.encode(line + "\n"));
        Scanner answers = new Scanner(Channels.newReader(person, UTF_8));
        return answers.nextLine();
    }

    private static void write(SocketChannel board, TerminalRecord record) throws IOException {
        board.write(ByteBuffer.wrap(TerminalCodec.encode(record)));
    }

    private Samples next(SocketChannel board) throws IOException {
        while (true) {
            if (TerminalCodec.decode(received)
                    instanceof Decoded.Complete<TerminalRecord>(Sensed(Samples samples))) {
                return samples;
            }
            received.compact();
            board.read(received);
            received.flip();
        }
    }
}
