package stanchion.bench.run;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import stanchion.bench.process.Patience;
import stanchion.bench.process.Priority;
import stanchion.bench.process.Processors;
import stanchion.bench.process.Running;
import stanchion.board.BoardFile;
import stanchion.hal.linux.RealtimePriority;
import stanchion.sim.scenario.Scenario;
import stanchion.sim.scenario.Step;
import stanchion.sim.scenario.Verb;
import stanchion.virtualboard.BoardTrouble;
import stanchion.virtualboard.GuestProcess;
import stanchion.virtualboard.Machine;
import stanchion.virtualboard.Program;
import stanchion.virtualboard.Recipe;
import stanchion.virtualboard.VirtualBoard;

/// A virtual board as the place where verifier, charger and gateway run.
///
/// The device folder is the host's, written through; the run folder is in the board's own memory
/// and goes with it when the board resets.
final class BoardGround implements Place {
    /// Below the simulator, whose samples the board waits for, and above all that is no hardware.
    private static final String BOARD_PRIORITY = "20";

    /// This process, which stands between the simulator and the board.
    private static final int SURROUNDINGS_PRIORITY = 30;

    /// Of this process before it left one of them to a board.
    private static final Processors PROCESSORS = Processors.allowed();

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final List<String> ENVIRONMENT =
            List.of("PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/tmp", "LANG=C.UTF-8");

    private final VirtualBoard board;
    private final Folders folders;

    private BoardGround(VirtualBoard board, Folders folders) {
        this.board = board;
        this.folders = folders;
    }

    /// Leaves a board's processor to it: who plays its surroundings is more urgent, and would take
    /// it for as long as a compiler runs. Whatever this process starts keeps away from there too.
    static void leaveProcessor() {
        Processors others = PROCESSORS.others();
        if (!others.isNone() && Priority.REALTIME.isPermitted()) {
            others.keepThisProcess();
        }
    }

    /// Refuses what has no wire on a real board, or needs a maker whose versions are a bench's.
    static void requirePossible(Scenario scenario) {
        boolean opening = true;
        for (Scenario.Line line : scenario.lines()) {
            opening &= Commissioned.isOpening(line);
            if (!opening && line.step() instanceof Step.Act(Verb verb)) {
                refusal(verb)
                        .ifPresent(why -> {
                            throw new BenchTrouble(
                                    65, "'" + line.text() + "': not on a board, " + why);
                        });
            }
        }
    }

    private static Optional<String> refusal(Verb verb) {
        return switch (verb) {
            case Verb.OfMaker _ ->
                    Optional.of("the maker on a bench offers versions of a bench's charger");
            case Verb.Built _ -> Optional.of("which is built before anything else");
            case Verb.Stall _ ->
                    Optional.of(
                            "whose loop nobody can hold: ./run simulate --scenario, and 'hang' here");
            case Verb.SerialMeter _ ->
                    Optional.of("which has no serial line to a meter: ./run simulate --scenario");
            case Verb.Supply _ ->
                    Optional.of(
                            "where what the installation allows is commissioned: only at the"
                                    + " beginning");
            default -> Optional.empty();
        };
    }

    /// @param description of the board
    /// @param wasReset called whenever the board has reset itself
    static BoardGround boot(
            Path home,
            Path description,
            Folders folders,
            Consumer<String> news,
            Runnable wasReset) {
        try {
            VirtualBoard.Surroundings around =
                    new VirtualBoard.Surroundings(
                            folders.terminals(),
                            folders.log("kernel"),
                            List.of(folders.base(), folders.switches()),
                            manner());
            VirtualBoard board =
                    switch (BoardFile.read(description)) {
                        case BoardFile.Described(var described) ->
                                VirtualBoard.boot(
                                        Recipe.of(home), described, around, news, wasReset);
                        case BoardFile.Refused refused ->
                                throw new BenchTrouble(78, refused.message());
                    };
            board.makeFolder(folders.run());
            return new BoardGround(board, folders);
        } catch (BoardTrouble e) {
            throw new BenchTrouble(69, e.line(), e);
        }
    }

    /// The board's processor and whoever plays its surroundings are hardware to those inside.
    private static Machine.Manner manner() {
        return Priority.REALTIME.isPermitted()
                        && RealtimePriority.raiseProcess(SURROUNDINGS_PRIORITY)
                                == RealtimePriority.Outcome.RAISED
                ? Machine.Manner.urgent(urgently())
                : Machine.Manner.USUAL;
    }

    /// On one processor of this machine: the kernel and its programs take turns at every system
    /// call and page fault, and a turn between two processors takes three times as long.
    private static List<String> urgently() {
        List<String> words = new ArrayList<>(PROCESSORS.last().words());
        words.addAll(List.of("chrt", "--fifo", BOARD_PRIORITY));
        return words;
    }

    @Override
    public Running.Launcher launcher() {
        return this::start;
    }

    private Running start(String name, List<String> command, Path log) {
        try {
            OutputStream output =
                    Files.newOutputStream(
                            log, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return new Guest(board.start(program(command), output));
        } catch (IOException e) {
            throw new UncheckedIOException(name + ": " + log, e);
        }
    }

    private static Program program(List<String> command) {
        return new Program(Path.of("/"), Program.Urgency.USUAL, ENVIRONMENT, command);
    }

    @Override
    public Ran run(List<String> command) throws IOException, InterruptedException {
        try {
            VirtualBoard.Finished finished = board.run(program(command));
            return new Ran(finished.status(), finished.output());
        } catch (BoardTrouble e) {
            throw new IOException(e.line(), e);
        }
    }

    @Override
    public String text(Path file) throws IOException {
        return said(List.of("cat", file.toString()));
    }

    @Override
    public void emptyRun(Folders all) {
        try {
            said(List.of("rm", "-rf", folders.run().toString()));
            board.makeFolder(folders.run());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void carry(int port) {
        board.carry(port);
    }

    @Override
    public void close() {
        board.close();
    }

    /// A program on the board.
    private record Guest(GuestProcess process) implements Running {
        @Override
        public boolean isAlive() {
            return process.isAlive();
        }

        @Override
        public Optional<Long> id() {
            return Optional.empty();
        }

        @Override
        public CompletableFuture<Integer> ended() {
            return process.ended();
        }

        @Override
        public void kill() {
            process.kill();
        }

        @Override
        public void hang() {
            process.hang();
        }

        @Override
        public void close() {
            process.terminate();
            if (!Patience.until(GRACE, () -> !process.isAlive())) {
                process.kill();
            }
        }
    }
}
