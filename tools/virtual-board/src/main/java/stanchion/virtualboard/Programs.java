package stanchion.virtualboard;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// The programs that run on a board: numbers, outputs, ends.
final class Programs {
    /// The exit status of a program whose board was reset under it.
    static final int RESET = 254;

    private static final int MOST = 64;

    private record Running(OutputStream output, CompletableFuture<Integer> ended) {}

    private final Consumer<Frame> orders;
    private final Map<Integer, Running> running = new HashMap<>();
    private int last;

    Programs(Consumer<Frame> orders) {
        this.orders = orders;
    }

    /// A program that was started.
    ///
    /// @param ended completes with its exit status
    record Started(int number, CompletableFuture<Integer> ended) {}

    /// @param output gets what it prints; closed when it ends
    synchronized Started start(Program program, OutputStream output) {
        do {
            last = (last + 1) % MOST;
        } while (running.containsKey(last));
        Running one = new Running(output, new CompletableFuture<>());
        running.put(last, one);
        orders.accept(program.order(last));
        return new Started(last, one.ended);
    }

    synchronized void signal(int number, int signal) {
        if (running.containsKey(number)) {
            orders.accept(new Frame('K', number, new byte[] {(byte) signal}));
        }
    }

    synchronized void printed(Frame frame) {
        Optional.ofNullable(running.get(frame.number()))
                .ifPresent(program -> write(program.output, frame.bytes()));
    }

    void exited(Frame frame) {
        int status = ByteBuffer.wrap(frame.bytes()).order(ByteOrder.LITTLE_ENDIAN).getInt();
        take(frame.number()).ifPresent(program -> end(program, status));
    }

    /// The board has gone, or begins anew: nothing runs any more.
    void allGone() {
        for (int i = 0; i < MOST; i++) {
            take(i).ifPresent(program -> end(program, RESET));
        }
    }

    private synchronized Optional<Running> take(int number) {
        return Optional.ofNullable(running.remove(number));
    }

    private static void end(Running program, int status) {
        try {
            program.output.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        program.ended.complete(status);
    }

    private static void write(OutputStream to, byte[] bytes) {
        try {
            to.write(bytes);
            to.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
