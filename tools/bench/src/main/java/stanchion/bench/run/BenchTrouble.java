package stanchion.bench.run;

/// Why a bench cannot go on: one line for a person, and the status to end with.
public final class BenchTrouble extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    BenchTrouble(int status, String message) {
        super(message);
        this.status = status;
    }

    BenchTrouble(int status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
