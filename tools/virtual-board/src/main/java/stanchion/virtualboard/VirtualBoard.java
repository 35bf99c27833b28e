package stanchion.virtualboard;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import stanchion.benchboard.TerminalRecord;
import stanchion.board.BoardDescription;
import stanchion.board.LinuxWiring;
import stanchion.hal.Commands;
import stanchion.hal.Inputs;
import stanchion.hal.Reading;
import stanchion.hal.Samples;
import stanchion.hal.TamperLatch.Held;
import stanchion.units.Celsius;

/// A described board as a virtual one, its terminals wired to the simulator's process.
///
/// ```text
/// simulator ══ samples, latch ═► codes, levels, temperature, event ══► board: drivers, charger, gateway
///           ◄═ commands, rearm ═ levels of outputs, applied PWM, rearmed ◄══
/// ```
///
/// It mirrors and decides nothing: what a level means stands in the board's description. When the
/// board resets itself, its devices are made anew and every program has ended.
public final class VirtualBoard implements AutoCloseable {
    private static final int WAVES = 0;
    private static final int LEVELS = 0;
    private static final int APPLIED = 1;
    private static final int REARMED = 2;

    /// An LM75 counts eighths of a degree, at the top of sixteen bits.
    private static final int LM75_EIGHTH = 32;

    /// What a board is wired to outside.
    ///
    /// @param terminals socket of the simulator's process
    /// @param log of the board's kernel
    /// @param writable folders of the host the board's programs may write to
    /// @param manner how its processor is run
    public record Surroundings(
            Path terminals, Path log, List<Path> writable, Machine.Manner manner) {
        public Surroundings {
            writable = List.copyOf(writable);
        }
    }

    private final Recipe recipe;
    private final Wires wires;
    private final Waves waves;
    private final Surroundings around;
    private final Consumer<String> news;
    private final Programs programs = new Programs(this::send);
    private final Carrier carrier = new Carrier(this::send);
    private final Runnable wasReset;
    private final Map<Integer, Boolean> driven = new HashMap<>();
    private final CompletableFuture<Machine> machine = new CompletableFuture<>();
    private Optional<Terminals> terminals = Optional.empty();
    private String levels = "";
    private String applied = "";
    private String temperature = "";
    private String rearmed = "";
    private Held latch = new Held.Tripped(Optional.empty()); // until the simulator says
    private int boots;

    private VirtualBoard(
            Recipe recipe,
            BoardDescription description,
            LinuxWiring wiring,
            Surroundings around,
            Consumer<String> news,
            Runnable wasReset) {
        this.recipe = recipe;
        this.around = around;
        this.news = news;
        this.wasReset = wasReset;
        wires = new Wires(wiring);
        waves = new Waves(wiring, description.profile().analog());
    }

    /// Boots; returns when the board's devices are there and its terminals are wired.
    ///
    /// @param news one line for whatever a person should know
    /// @param wasReset called whenever the board has reset itself and its devices are there again
    public static VirtualBoard boot(
            Recipe recipe,
            BoardDescription description,
            Surroundings around,
            Consumer<String> news,
            Runnable wasReset)
            throws BoardTrouble {
        LinuxWiring wiring =
                description
                        .linux()
                        .orElseThrow(() ->
                                new BoardTrouble(
                                        description.profile().name()
                                                + ": only a board with driver = linux can"
                                                + " be virtual"));
        VirtualBoard board = new VirtualBoard(recipe, description, wiring, around, news, wasReset);
        Machine machine = Machine.boot(recipe, around.manner(), around.log(), board::hear);
        board.machine.complete(machine);
        board.setUp();
        var _ = machine.ended().thenAccept(_ -> board.gone());
        board.wire(Terminals.connect(around, board::said));
        return board;
    }

    /// How often the board has booted; more than once when its watchdog has reset it.
    public synchronized int boots() {
        return boots;
    }

    /// Starts a program on the board.
    ///
    /// @param output gets what it prints
    public GuestProcess start(Program program, OutputStream output) {
        return new GuestProcess(programs, programs.start(program, output));
    }

    /// Runs a program to its end.
    public Finished run(Program program) throws BoardTrouble {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try {
            int status = start(program, output).ended().get();
            return new Finished(status, output.toString(StandardCharsets.UTF_8).strip());
        } catch (ExecutionException e) {
            throw new BoardTrouble("the board failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BoardTrouble("interrupted", e);
        }
    }

    /// What a program left behind.
    public record Finished(int status, String output) {}

    /// Lets the board's programs reach a port of this machine's loopback as their own.
    public void carry(int port) {
        carrier.listen(port);
    }

    /// Makes a folder in the board's memory.
    public void makeFolder(Path folder) {
        send(Frame.of('D', folder.toString()));
    }

    @Override
    public void close() {
        machine.join().close();
        programs.allGone();
        carrier.allGone();
        synchronized (this) {
            terminals.ifPresent(Terminals::close);
        }
    }

    private void gone() {
        programs.allGone();
        machine.join().mishap().ifPresent(news);
    }

    private void send(Frame order) {
        machine.join().send(order);
    }

    private synchronized void wire(Terminals simulator) {
        terminals = Optional.of(simulator);
    }

    private synchronized void setUpAgain() {
        machine.join().forgetOrders();
        setUp();
    }

    private synchronized void setUp() {
        BoardDevices.orders(recipe, wires.names()).forEach(this::send);
        wires.resting().forEach((offset, up) -> send(BoardDevices.pull(offset, up)));
        around.writable().forEach(folder -> send(Frame.of('M', folder.toString())));
        send(Frame.of('H', WAVES, BoardDevices.WAVES));
        waves.begin().forEach(record -> send(new Frame('A', WAVES, record)));
        send(Frame.of('W', LEVELS, BoardDevices.LEVELS));
        send(Frame.of('W', APPLIED, BoardDevices.PWM));
        send(BoardDevices.event(latch));
        send(Frame.of('W', REARMED, BoardDevices.REARMED));
        carrier.listenAgain();
        driven.clear();
        temperature = "";
        rearmed = "";
    }

    private void hear(Frame frame) {
        switch (frame.kind()) {
            case 'b' -> booted();
            case 'e' -> news.accept("board: " + frame.text());
            case 'w' -> watched(frame);
            case 'o' -> programs.printed(frame);
            case 'x' -> programs.exited(frame);
            case 'c' -> carrier.arrived(frame);
            case 'd' -> carrier.bytes(frame);
            case 'z' -> carrier.ended(frame);
            default -> news.accept("board: no such message: " + frame.kind());
        }
    }

    /// The first time, [#boot] goes on; later the board has reset itself.
    private void booted() {
        boolean again;
        synchronized (this) {
            again = boots++ > 0;
        }
        if (again) {
            carrier.allGone();
            setUpAgain();
            programs.allGone();
            news.accept("the board has reset itself");
            wasReset.run();
        }
    }

    private synchronized void watched(Frame frame) {
        String content = frame.text();
        switch (frame.number()) {
            case LEVELS -> levels(content);
            case APPLIED -> applied = content;
            default -> rearmed(content);
        }
        drive();
    }

    private void levels(String now) {
        boolean fed = !levels.isEmpty() && wires.keepAlive(levels) != wires.keepAlive(now);
        levels = now;
        hold();
        terminals.filter(_ -> fed).ifPresent(Terminals::keepAlive);
    }

    /// @param count of times since the board has booted, told then for the first time
    private void rearmed(String count) {
        boolean again = !rearmed.isEmpty() && !rearmed.equals(count);
        rearmed = count;
        terminals.filter(_ -> again).ifPresent(Terminals::rearm);
    }

    /// A program that asks for a bias makes gpio-sim forget who drives the line from outside.
    private void hold() {
        driven.forEach((offset, up) -> {
            if ((levels.charAt(offset) == '1') != up) {
                send(BoardDevices.pull(offset, up));
            }
        });
    }

    private void drive() {
        Commands commands = wires.commands(levels, applied);
        terminals.ifPresent(simulator -> simulator.drive(commands));
    }

    /// What the simulator says, to the board's pins.
    private synchronized void said(TerminalRecord record) {
        switch (record) {
            case TerminalRecord.Sensed(Samples samples) -> sensed(samples);
            case TerminalRecord.Latch(Held held) -> {
                latch = held;
                send(BoardDevices.event(held));
            }
            case TerminalRecord.Driven _, TerminalRecord.KeepAlive _, TerminalRecord.Rearm _ -> {}
        }
    }

    /// And the outputs as they are, so that only the keep-alive decides whether the board is alive.
    private void sensed(Samples samples) {
        inputs(samples.inputs());
        waves.records(samples).forEach(record -> send(new Frame('A', WAVES, record)));
        drive();
    }

    private void inputs(Inputs inputs) {
        wires.levels(inputs)
                .forEach((offset, up) -> {
                    Boolean before = driven.put(offset, up);
                    if (before == null || before.booleanValue() != up) {
                        send(BoardDevices.pull(offset, up));
                    }
                });
        if (inputs.temperature() instanceof Reading.Present<Celsius>(Celsius celsius)) {
            String now = String.valueOf(Math.round(celsius.value() * 8) * LM75_EIGHTH);
            if (!now.equals(temperature)) {
                send(BoardDevices.file(BoardDevices.TEMPERATURE, now));
            }
            temperature = now;
        }
    }
}
