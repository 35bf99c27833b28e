package stanchion.virtualboard;

/// The virtual board cannot be built, booted or used.
public final class BoardTrouble extends Exception {
    private static final long serialVersionUID = 1;

    /// @param message one line: what, and the way out
    public BoardTrouble(String message) {
        super(message);
    }

    public BoardTrouble(String message, Throwable cause) {
        super(message, cause);
    }

    /// The one line.
    public String line() {
        return String.valueOf(getMessage());
    }
}
