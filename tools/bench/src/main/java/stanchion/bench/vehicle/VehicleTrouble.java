package stanchion.bench.vehicle;

/// Why the instrument cannot go on: one line for a person, and the status to end with.
public final class VehicleTrouble extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// A scenario or an option is wrong.
    static final int BAD_INPUT = 65;

    /// The instrument or its line does not do what it should.
    static final int UNAVAILABLE = 69;

    private final int status;

    VehicleTrouble(int status, String message) {
        super(message);
        this.status = status;
    }

    VehicleTrouble(int status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
