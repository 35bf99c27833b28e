package stanchion.bench.bootbench;

/// The boot bench cannot go on; the message is one line that names the way out.
public final class BootBenchTrouble extends RuntimeException {
    private static final long serialVersionUID = 1;

    BootBenchTrouble(String message) {
        super(message);
    }

    BootBenchTrouble(String message, Exception cause) {
        super(message + " (" + cause + ")", cause);
    }
}
