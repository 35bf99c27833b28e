package stanchion.boot;

/// A refusal on its way out of the verifier, which answers with a [Verdict]; the update client
/// reads with the same code, and meets it as it is.
public final class Refused extends Exception {
    private static final long serialVersionUID = 1;
    static final int LONGEST_DETAIL = 160;

    private final Refusal cause;

    Refused(Refusal cause, String detail) {
        super(printable(detail), null, false, false);
        this.cause = cause;
    }

    /// What is refused, and why.
    public Verdict.Refused verdict() {
        String detail = getMessage();
        return new Verdict.Refused(cause, detail == null ? "" : detail);
    }

    /// Names of files come from whoever could write the slot: one line, no control characters.
    private static String printable(String detail) {
        int length = Math.min(detail.length(), LONGEST_DETAIL);
        StringBuilder line = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            char c = detail.charAt(i);
            line.append(c >= ' ' && c < 0x7f ? c : '?');
        }
        return line.toString();
    }
}
