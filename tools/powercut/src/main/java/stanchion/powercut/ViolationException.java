package stanchion.powercut;

/// Something happened that must never happen.
public final class ViolationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ViolationException(String message) {
        super(message);
    }

    ViolationException(String message, Throwable cause) {
        super(message, cause);
    }
}
