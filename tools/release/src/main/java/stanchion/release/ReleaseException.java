package stanchion.release;

/// Something a person must put right; the message is one line that names it and the way out.
public final class ReleaseException extends Exception {
    private static final long serialVersionUID = 1;

    public ReleaseException(String message) {
        super(message);
    }

    public ReleaseException(String message, Exception cause) {
        super(message + " (" + cause + ")", cause);
    }

    /// The line to print.
    public String line() {
        return String.valueOf(getMessage());
    }
}
