package stanchion.hal.linux.pi4j;

import com.pi4j.exception.Pi4JException;
import java.io.IOException;
import java.util.Optional;

/// Opening a device beneath Pi4J: its exceptions are unchecked, and wrapped on their way.
public final class Opening {
    private Opening() {}

    /// Opens a device.
    @FunctionalInterface
    public interface Of<T> {
        T open() throws IOException;
    }

    /// The device, or Pi4J's exception around what is wrong.
    static <T> T of(Of<T> opening) {
        try {
            return opening.open();
        } catch (IOException refused) {
            throw new com.pi4j.io.exception.IOException(refused);
        }
    }

    /// What Pi4J made, or what was wrong beneath it.
    public static <T> T through(Of<T> creation) throws IOException {
        try {
            return creation.open();
        } catch (Pi4JException wrapped) {
            throw refusal(wrapped).orElseThrow(() -> wrapped);
        }
    }

    private static Optional<IOException> refusal(Throwable wrapped) {
        Optional<Throwable> cause = Optional.ofNullable(wrapped.getCause());
        while (cause.isPresent()) {
            if (cause.get() instanceof IOException refused) {
                return Optional.of(refused);
            }
            cause = cause.map(Throwable::getCause);
        }
        return Optional.empty();
    }
}
