package stanchion.gateway.telemetry;

import java.io.Serial;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/// The connection to the broker could not be made or has ended. The message says why in one line.
final class LinkLostException extends Exception {
    @Serial private static final long serialVersionUID = 1;
    private static final int MOST_CAUSES = 5;
    private static final String ALERT = "Received fatal alert";

    LinkLostException(String message) {
        super(message);
    }

    LinkLostException(String what, Throwable cause) {
        super(what + ": " + reason(cause), cause);
    }

    /// Whether TLS ended because the broker does not accept the charger's certificate. TLS 1.3 says
    /// so only after the handshake, by an alert.
    boolean isRefusedCertificate() {
        return Stream.<Throwable>iterate(this, Objects::nonNull, Throwable::getCause)
                .limit(MOST_CAUSES)
                .anyMatch(cause ->
                        cause instanceof SSLException
                                && String.valueOf(cause.getMessage()).contains(ALERT));
    }

    /// What is known of a failure; the deepest cause often says more than the wrapper around it.
    private static String reason(Throwable failure) {
        Throwable deepest =
                Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                        .limit(MOST_CAUSES)
                        .reduce(failure, (outer, inner) -> inner);
        String said = String.valueOf(deepest.getMessage()).replaceAll("\\s+", " ");
        return deepest.getClass().getSimpleName() + " " + said;
    }
}
