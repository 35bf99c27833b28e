package stanchion.bench.board;

/// A board that cannot be taken as it is: one line for a person.
public final class BoardTrouble extends Exception {
    private static final long serialVersionUID = 1L;

    BoardTrouble(String line) {
        super(line);
    }

    /// The line.
    public String line() {
        return String.valueOf(getMessage());
    }
}
