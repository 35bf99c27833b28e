package stanchion.bench.bringup;

/// Why a bring-up cannot go on: one line for a person, and the status to end with.
public final class BringUpTrouble extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// A file or an option is wrong.
    static final int BAD_INPUT = 65;

    /// The board or a device of it is not there.
    static final int UNAVAILABLE = 69;

    private final int status;

    BringUpTrouble(int status, String message) {
        super(message);
        this.status = status;
    }

    BringUpTrouble(int status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
