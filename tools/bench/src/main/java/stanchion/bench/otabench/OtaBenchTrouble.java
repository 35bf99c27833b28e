package stanchion.bench.otabench;

/// The update bench cannot go on; the message is one line that names the way out.
public final class OtaBenchTrouble extends RuntimeException {
    private static final long serialVersionUID = 1;

    OtaBenchTrouble(String message) {
        super(message);
    }

    OtaBenchTrouble(String message, Exception cause) {
        super(message + " (" + cause + ")", cause);
    }
}
