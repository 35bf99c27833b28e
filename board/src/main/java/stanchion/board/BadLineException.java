package stanchion.board;

/// Leaves the reading of a description at its first error; never leaves [BoardFile#read].
final class BadLineException extends Exception {
    private static final long serialVersionUID = 1L;

    final int line;
    final String reason;

    BadLineException(int line, String reason) {
        super(reason, null, false, false);
        this.line = line;
        this.reason = reason;
    }
}
