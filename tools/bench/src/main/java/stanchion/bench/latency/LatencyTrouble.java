package stanchion.bench.latency;

/// The latency bench cannot go on: one line for a person, with the way out.
public final class LatencyTrouble extends RuntimeException {
    private static final long serialVersionUID = 1;

    public LatencyTrouble(String line) {
        super(line);
    }

    public LatencyTrouble(String line, Throwable cause) {
        super(line + ": " + cause.getMessage(), cause);
    }
}
