package stanchion.bench.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// What must be ended, in the reverse order of its beginning, each of it whatever becomes of the
/// others.
final class Closing implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Thread atSignal = new Thread(this::closeAll, "bench end");
    private boolean closed;

    /// From now on a signal that ends this JVM closes everything, too.
    Closing() {
        Runtime.getRuntime().addShutdownHook(atSignal);
    }

    /// Whoever comes when all is being closed is closed at once.
    <T extends AutoCloseable> T add(T part) {
        synchronized (this) {
            if (!closed) {
                open.push(part);
                return part;
            }
        }
        close(part);
        throw new BenchTrouble(130, "ended by a signal");
    }

    /// To be done when all else is closed.
    synchronized void last(Runnable tidying) {
        open.addLast(tidying::run);
    }

    @Override
    public void close() {
        closeAll();
        try {
            Runtime.getRuntime().removeShutdownHook(atSignal);
        } catch (IllegalStateException e) {
            atSignal.setName("bench end"); // the signal came first: the hook does the same work
        }
    }

    private void closeAll() {
        Optional<AutoCloseable> next = take();
        while (next.isPresent()) {
            close(next.get());
            next = take();
        }
    }

    private synchronized Optional<AutoCloseable> take() {
        closed = true;
        return Optional.ofNullable(open.poll());
    }

    synchronized boolean isClosed() {
        return closed;
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            System.err.println("bench: " + e.getMessage());
        }
    }
}
