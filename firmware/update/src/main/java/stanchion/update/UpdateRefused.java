package stanchion.update;

import java.util.Objects;
import stanchion.boot.Refusal;
import stanchion.boot.Refused;
import stanchion.boot.Verdict;

/// Something that came from outside is not believed or not taken; what was trusted before stays.
public final class UpdateRefused extends Exception {
    private static final long serialVersionUID = 1;
    static final int LONGEST_DETAIL = 160;

    private final UpdateRefusal cause;

    /// @param detail which input, and what of it; made printable ASCII on one line
    public UpdateRefused(UpdateRefusal cause, String detail) {
        super(printable(detail), null, false, false);
        this.cause = cause;
    }

    /// What the boot verifier's reader says of a file.
    ///
    /// @param file its name
    public static UpdateRefused reading(String file, Refused refused) {
        Verdict.Refused verdict = refused.verdict();
        return new UpdateRefused(
                cause(verdict.cause()), file + ": " + verdict.cause() + " " + verdict.detail());
    }

    private static UpdateRefusal cause(Refusal refusal) {
        return switch (refusal) {
            case SIGNATURE_INVALID, SIGNATURE_THRESHOLD, SIGNATURE_UNKNOWN_KEY ->
                    UpdateRefusal.SIGNATURES;
            case METADATA_TYPE -> UpdateRefusal.WRONG_TYPE;
            default -> UpdateRefusal.METADATA_FORMAT;
        };
    }

    public UpdateRefusal refusal() {
        return cause;
    }

    /// Which input, and what of it: printable ASCII on one line.
    public String detail() {
        return Objects.requireNonNullElse(getMessage(), "");
    }

    /// `CAUSE detail: what to do`.
    public String line() {
        return cause + " " + detail() + ": " + cause.sentence();
    }

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
