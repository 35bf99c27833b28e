package stanchion.fleet;

/// Something of the fleet that cannot be done; the message is one line for a person.
public final class FleetException extends Exception {
    private static final long serialVersionUID = 1;

    public FleetException(String message) {
        super(message);
    }

    public FleetException(String message, Throwable cause) {
        super(message, cause);
    }

    /// The message, with what lies behind it.
    public String line() {
        String line = String.valueOf(getMessage());
        Throwable cause = getCause();
        return cause == null || cause.getMessage() == null
                ? line
                : line + " (" + cause.getMessage().lines().findFirst().orElse("") + ")";
    }
}
