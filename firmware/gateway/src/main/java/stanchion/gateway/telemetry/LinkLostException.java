package stanchion.gateway.telemetry;

import java.io.Serial;
import java.util.Objects;
import java.util.stream.Stream;

/// The connection to the broker could not be made or has ended. The message says why in one line.
final class LinkLostException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    LinkLostException(String message) {
        super(message);
    }

    LinkLostException(String what, Throwable cause) {
        super(what + ": " + reason(cause), cause);
    }

    /// What is known of a failure; the deepest cause often says more than the wrapper around it.
    private static String reason(Throwable failure) {
        Throwable deepest =
                Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                        .limit(5)
                        .reduce(failure, (outer, inner) -> inner);
        String said = String.valueOf(deepest.getMessage()).replaceAll("\\s+", " ");
        return deepest.getClass().getSimpleName() + " " + said;
    }
}
