package stanchion.virtualboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// The virtual board's processor: a User-Mode Linux kernel as a process of this machine, and the
/// byte channel to its first process.
///
/// ```text
/// this program ══ orders ═══► ring ┌─────────────────────────────────┐
///              ◄═ messages ══ ring │ board-init · programs · devices │ ── stderr ─► the kernel's log
///                                  └──── the host's files, read-only ┘
/// ```
///
/// A board that resets itself (its watchdog) boots again in the same process and says so by another
/// `b`; what listens must then set it up anew. Messages are delivered by one thread, in order.
public final class Machine implements AutoCloseable {
    private static final long BOOT_SECONDS = 60;
    private static final long END_SECONDS = 5;
    private static final List<String> ROOT =
            List.of("root=/dev/root", "rootfstype=hostfs", "rootflags=/", "ro");

    /// Of this machine's files all are there inside, but those in its own memory.
    private static final List<Path> EMPTY =
            List.of(Path.of("/tmp"), Path.of("/run"), Path.of("/dev/shm"));

    /// The watchdog resets from a thread of the kernel; from within its timer the reset itself
    /// fails now and then. Where no thread runs any more it does it from there all the same.
    private static final String ORDERLY_RESET = "softdog.soft_reboot_cmd=watchdog";

    /// How the board is run.
    ///
    /// @param megabytes of memory
    /// @param priority words before the kernel's command, like `chrt --fifo 40`
    public record Manner(int megabytes, List<String> priority) {
        /// Two JVMs and a kernel fit.
        private static final int USUAL_MEGABYTES = 1_536;

        /// As any other program.
        public static final Manner USUAL = new Manner(USUAL_MEGABYTES, List.of());

        public Manner {
            priority = List.copyOf(priority);
        }

        /// As what stands for hardware.
        public static Manner urgent(List<String> priority) {
            return new Manner(USUAL_MEGABYTES, priority);
        }
    }

    /// Orders the board may be behind; seconds of a simulator's samples.
    private static final int MOST_ORDERS = 16_384;

    private final Process process;
    private final Ring ring;
    private final BlockingQueue<Frame> orders = new ArrayBlockingQueue<>(MOST_ORDERS);
    private final Path log;
    private final Consumer<Frame> listener;
    private final CompletableFuture<Boolean> booted = new CompletableFuture<>();
    private volatile boolean closing;
    private final Thread reader;
    private final Thread writer;

    private Machine(Process process, Ring ring, Path log, Consumer<Frame> listener) {
        this.process = process;
        this.ring = ring;
        this.log = log;
        this.listener = listener;
        reader = new Thread(this::readAll, "virtual board");
        reader.setDaemon(true);
        writer = new Thread(this::writeAll, "orders to the virtual board");
        writer.setDaemon(true);
    }

    /// Boots; returns when the first process speaks.
    ///
    /// @param log where the kernel's messages go
    /// @param listener every message, in order
    static Machine boot(Recipe recipe, Manner manner, Path log, Consumer<Frame> listener)
            throws BoardTrouble {
        for (Path folder : EMPTY) {
            if (recipe.isIn(folder)) {
                throw new BoardTrouble(
                        folder
                                + " is empty on the virtual board, and the project or its cache lies"
                                + " there: move it elsewhere");
            }
        }
        if (!recipe.isBuilt()) {
            throw new BoardTrouble("the virtual board is not built: ./run virtual-board --build");
        }
        try {
            Ring ring = Ring.create();
            ProcessBuilder builder = new ProcessBuilder(command(recipe, manner, ring));
            builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
            Machine machine = new Machine(builder.start(), ring, log, listener);
            var _ = machine.process.onExit().thenAccept(_ -> machine.gone());
            machine.reader.start();
            machine.writer.start();
            machine.awaitBoot();
            return machine;
        } catch (IOException e) {
            throw new BoardTrouble("the board does not start: " + e.getMessage(), e);
        }
    }

    private static List<String> command(Recipe recipe, Manner manner, Ring ring) {
        List<String> command = new ArrayList<>(manner.priority());
        command.add(recipe.kernel().toString());
        command.add("mem=" + manner.megabytes() + "M");
        command.addAll(ROOT);
        command.addAll(List.of("con=null", "con0=null,fd:2", "iomem=ring," + ring.file()));
        command.addAll(List.of("init=" + recipe.init(), "quiet", "panic=-1"));
        command.add(ORDERLY_RESET);
        return command;
    }

    private void awaitBoot() throws BoardTrouble {
        try {
            if (booted.get(BOOT_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
            throw new BoardTrouble("the board does not boot" + tail());
        } catch (TimeoutException | ExecutionException e) {
            close();
            throw new BoardTrouble(
                    "the board does not boot within " + BOOT_SECONDS + " s" + tail(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new BoardTrouble("interrupted while the board boots", e);
        }
    }

    private void note(String line) {
        try {
            Files.writeString(log, line + "\n", StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(log + " cannot be written", unwritable);
        }
    }

    private String tail() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
            return ":\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - 8), lines.size()));
        } catch (IOException unreadable) {
            return "; its log " + log + " cannot be read";
        }
    }

    private void readAll() {
        for (Optional<Frame> frame = ring.read(); frame.isPresent(); frame = ring.read()) {
            listener.accept(frame.get());
            if (frame.get().kind() == 'b') {
                booted.complete(true);
            }
        }
    }

    private void writeAll() {
        try {
            while (process.isAlive()) {
                ring.write(orders.take());
            }
        } catch (InterruptedException ended) {
            orders.clear();
        }
    }

    private void gone() {
        booted.complete(false);
        writer.interrupt();
        try {
            ring.close();
        } catch (IOException stays) {
            throw new UncheckedIOException(ring.file() + " stays", stays);
        }
    }

    /// Gives an order and never waits; one for a board that has gone is dropped, its end is told
    /// otherwise. A board that takes no orders any more is ended.
    void send(Frame order) {
        if (!orders.offer(order) && process.isAlive()) {
            note("it has taken no orders for " + MOST_ORDERS + " of them");
            end();
        }
    }

    /// Completes when the kernel's process has ended.
    CompletableFuture<Process> ended() {
        return process.onExit();
    }

    /// Drops what was ordered and not yet taken: a board that has begun anew knows nothing of it.
    void forgetOrders() {
        orders.clear();
    }

    /// The number of the kernel's process on this machine.
    long id() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        closing = true;
        send(new Frame('P', 0, new byte[0]));
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                end();
                process.waitFor();
            }
        } catch (InterruptedException e) {
            end();
            Thread.currentThread().interrupt();
        }
    }

    /// Why the board has gone, where nobody ended it.
    Optional<String> mishap() {
        return closing
                ? Optional.empty()
                : Optional.of("the board has gone, status " + process.exitValue() + tail());
    }

    private void end() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
