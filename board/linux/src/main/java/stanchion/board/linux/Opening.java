package stanchion.board.linux;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/// Opens devices one after another; unless all succeed, those that did are closed again, the last
/// first.
final class Opening implements AutoCloseable {
    /// Opens one device.
    @FunctionalInterface
    interface Device<T> {
        T open() throws IOException;
    }

    private final Deque<Runnable> open = new ArrayDeque<>();

    /// Opens a device.
    ///
    /// @param key of the description that names it
    /// @param closing how it is closed again
    /// @throws IOException naming the key, the device and the way out
    <T> T of(String key, Device<T> device, Consumer<T> closing) throws IOException {
        try {
            T opened = device.open();
            open.push(() -> closing.accept(opened));
            return opened;
        } catch (IOException refused) {
            throw new IOException(
                    key
                            + ": "
                            + refused.getMessage()
                            + "; correct the description, or load the board's device-tree overlay",
                    refused);
        }
    }

    /// Is open already, and closed again unless all succeed.
    void keep(Runnable closing) {
        open.push(closing);
    }

    /// All are open, and shall stay so.
    void succeeded() {
        open.clear();
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            open.pop().run();
        }
    }
}
