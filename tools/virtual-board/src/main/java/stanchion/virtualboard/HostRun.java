package stanchion.virtualboard;

import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// Runs one of the host's programs on a freshly booted virtual board, whose devices are there.
///
/// It sees the host's files read-only, `/tmp`, `/run` and `/dev/shm` empty and writable, and
/// whatever folders are shared. Its two outputs come as one.
public final class HostRun {
    private static final int NUMBER = 0;
    private static final int NOT_FOUND = 69;

    private final Recipe recipe;
    private final Path log;
    private final PrintStream output;
    private final CompletableFuture<Integer> status = new CompletableFuture<>();

    /// @param log of the board's kernel
    /// @param output what the program prints
    public HostRun(Recipe recipe, Path log, PrintStream output) {
        this.recipe = recipe;
        this.log = log;
        this.output = output;
    }

    /// Returns the program's exit status, 128 and the signal where one ended it.
    ///
    /// @param writable folders of the host it may write to
    public int run(Program program, List<Path> writable) throws BoardTrouble {
        try (Machine machine = Machine.boot(recipe, Machine.Manner.USUAL, log, this::hear)) {
            var _ = machine.ended().thenAccept(_ -> status.complete(NOT_FOUND));
            BoardDevices.orders(recipe, BoardDevices.USUAL_LINES).forEach(machine::send);
            writable.forEach(folder -> machine.send(Frame.of('M', folder.toString())));
            machine.send(program.order(NUMBER));
            return status.get();
        } catch (ExecutionException e) {
            throw new BoardTrouble("the board failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BoardTrouble("interrupted", e);
        }
    }

    private void hear(Frame frame) {
        switch (frame.kind()) {
            case 'o' -> output.write(frame.bytes(), 0, frame.bytes().length);
            case 'e' -> output.println("board: " + frame.text());
            case 'x' -> {
                output.flush();
                status.complete(
                        ByteBuffer.wrap(frame.bytes()).order(ByteOrder.LITTLE_ENDIAN).getInt());
            }
            default -> {} // booted
        }
    }
}
