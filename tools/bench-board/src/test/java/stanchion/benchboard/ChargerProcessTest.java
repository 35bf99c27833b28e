package stanchion.benchboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import stanchion.benchboard.TerminalRecord.Driven;
import stanchion.benchboard.TerminalRecord.KeepAlive;
import stanchion.hal.Commands;
import stanchion.link.Decoded;
import stanchion.link.Framing;
import stanchion.link.LinkCodec;
import stanchion.link.LinkRecord;
import stanchion.link.LinkRecord.Numbered;
import stanchion.link.Report;

/// The charger's process from outside: its terminals, its link, its signals and its state.
@Timeout(60)
class ChargerProcessTest {
    @TempDir private Path folder;

    private Path terminals() {
        return folder.resolve("terminals.sock");
    }

    private Path health() {
        return folder.resolve("state").resolve("health");
    }

    /// Runs the world in step with the charger until it has fed the keep-alive `count` times.
    private static void untilKeepAlives(TerminalsServer world, int count) throws IOException {
        long frame = 0;
        int seen = 0;
        while (seen < count) {
            TerminalRecord record = world.next().orElseThrow();
            if (record instanceof KeepAlive) {
                seen++;
            } else {
                world.send(Samplers.idle(frame));
                world.send(Samplers.idle(frame + 40));
                frame += 80;
            }
        }
    }

    @Test
    void terminatedChargerLeavesSafeOutputsFiguresAndNoSocketFile() throws Exception {
        try (TerminalsServer world = new TerminalsServer(terminals());
                ChargerProcess charger = ChargerProcess.in(folder)) {
            world.accept();
            untilKeepAlives(world, 30);
            charger.terminate();
            List<Commands> last = world.untilHangUp();
            assertThat(last).isNotEmpty();
            assertThat(last.getLast()).isEqualTo(Commands.SAFE);
            assertThat(charger.awaitExit()).isEqualTo(143);
            assertThat(charger.output()).containsPattern("charger: cycles=\\d+ deadlinesMissed=");
        }
        assertThat(Files.readString(health()))
                .containsPattern("ending=STOPPED\ncycles=\\d\\d+\ndeadlinesMissed=\\d+\n")
                .contains("interventions=0");
        assertThat(folder.resolve("link.sock")).doesNotExist();
        assertThat(folder.resolve("state").resolve("energy.register")).exists();
    }

    @Test
    void killedChargerDropsItsTerminalsAndStartsAgainOverWhatItLeft() throws Exception {
        try (TerminalsServer world = new TerminalsServer(terminals())) {
            try (ChargerProcess killed = ChargerProcess.in(folder)) {
                world.accept();
                untilKeepAlives(world, 5);
                killed.kill();
                world.untilHangUp();
                assertThat(killed.awaitExit()).isEqualTo(137);
            }
            assertThat(folder.resolve("link.sock")).exists();
            try (ChargerProcess again = ChargerProcess.in(folder)) {
                world.accept();
                untilKeepAlives(world, 5);
                again.terminate();
                assertThat(again.awaitExit()).isEqualTo(143);
            }
        }
    }

    @Test
    void chargerFindsASimulatorThatComesBackAndLeavesOneThatTalksNonsense() throws Exception {
        try (ChargerProcess charger = ChargerProcess.in(folder)) {
            try (TerminalsServer world = new TerminalsServer(terminals())) {
                world.accept();
                untilKeepAlives(world, 5);
            }
            try (TerminalsServer world = new TerminalsServer(terminals())) {
                world.accept();
                untilKeepAlives(world, 5);
                world.sendBytes((byte) 0, (byte) 0, (byte) 0, (byte) 2, (byte) 9, (byte) 9);
                world.untilHangUp();
                world.accept();
                untilKeepAlives(world, 5);
            }
            charger.terminate();
            assertThat(charger.awaitExit()).isEqualTo(143);
        }
    }

    @Test
    void firstOutputsOfALifeAreSafe() throws Exception {
        try (TerminalsServer world = new TerminalsServer(terminals());
                ChargerProcess _ = ChargerProcess.in(folder)) {
            world.accept();
            Optional<TerminalRecord> first = world.next();
            assertThat(first).contains(new Driven(Commands.SAFE));
        }
    }

    @Test
    void damagedEnergyRegisterIsReportedAndTheChargerRuns() throws Exception {
        Path state = Files.createDirectories(folder.resolve("state"));
        Files.writeString(state.resolve("energy.register"), "scratched");
        try (TerminalsServer world = new TerminalsServer(terminals());
                ChargerProcess _ = ChargerProcess.in(folder)) {
            world.accept();
            untilKeepAlives(world, 1);
            assertThat(firstEvent(folder.resolve("link.sock"), "ENERGY_REGISTER_LOST").detail())
                    .isEqualTo("no readable record; counting from 0 Wh");
        }
        assertThat(state.resolve("energy.register.damaged")).hasContent("scratched");
    }

    @Test
    void stateThatCannotBeWrittenIsReportedAndTheChargerRunsOn() throws Exception {
        try (TerminalsServer world = new TerminalsServer(terminals());
                ChargerProcess _ = ChargerProcess.in(folder)) {
            world.accept();
            while (!Files.exists(health())) { // written last of the two
                untilKeepAlives(world, 1);
            }
            Files.delete(folder.resolve("state").resolve("energy.register"));
            Files.delete(health());
            Files.delete(folder.resolve("state"));
            Report.Event event = firstEvent(folder.resolve("link.sock"), "STATE_UNWRITABLE");
            assertThat(event.detail()).contains("NoSuchFileException");
            untilKeepAlives(world, 5);
        }
    }

    private static Report.Event firstEvent(Path link, String name) throws IOException {
        ByteBuffer received = ByteBuffer.allocate(Framing.MAX_FRAME_BYTES);
        try (SocketChannel gateway = SocketChannel.open(UnixDomainSocketAddress.of(link))) {
            while (gateway.read(received) >= 0) {
                received.flip();
                while (LinkCodec.decode(received)
                        instanceof Decoded.Complete<LinkRecord>(LinkRecord record)) {
                    if (record instanceof Numbered(long _, Report.Event event)
                            && event.name().equals(name)) {
                        return event;
                    }
                }
                received.compact();
            }
        }
        throw new AssertionError("the charger hung up");
    }

    @Test
    void wrongCommandLinesEndWithOneLineThatSaysWhy() throws Exception {
        String board = ChargerProcess.BOARD.toString();
        Path state = Files.createDirectories(folder.resolve("state"));
        Path link = folder.resolve("link.sock");
        Path nowhere = folder.resolve("nowhere").resolve("journal");
        Path deep = folder.resolve("x".repeat(120));
        assertRefused(64, "charger: the option --board is missing; --help lists the options");
        assertRefused(
                64, "charger: unknown option '--bord'; --help lists the options", "--bord", "x");
        assertRefused(64, "charger: --board needs a value; --help lists the options", "--board");
        assertRefused(
                78,
                "charger: nowhere.conf: cannot be read; name a board's description file",
                options("nowhere.conf", state, link));
        assertRefused(
                73,
                "charger: --state " + folder.resolve("no") + " is not a folder",
                options(board, folder.resolve("no"), link));
        assertRefused(
                73,
                "charger: --state " + state + " or --link " + deep + " cannot be used: ",
                options(board, state, deep));
        assertRefused(
                73,
                "charger: --state %s, --link %s or --journal %s cannot be used: "
                        .formatted(state, link, nowhere),
                journalled(nowhere, options(board, state, link)));
        assertThat(folder).isDirectoryContaining(path -> path.equals(state));
        assertThat(state).isEmptyDirectory();
    }

    private String[] options(String board, Path state, Path link) {
        return new String[] {
            "--board", board,
            "--state", state.toString(),
            "--link", link.toString(),
            "--terminals", terminals().toString()
        };
    }

    private static String[] journalled(Path journal, String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--journal", journal.toString()));
        return all.toArray(String[]::new);
    }

    private static void assertRefused(int status, String line, String... arguments)
            throws Exception {
        try (ChargerProcess charger = ChargerProcess.with(List.of(arguments))) {
            String output = charger.output();
            assertThat(output).startsWith(line);
            assertThat(output.lines()).hasSize(1);
            assertThat(charger.awaitExit()).isEqualTo(status);
        }
    }
}
