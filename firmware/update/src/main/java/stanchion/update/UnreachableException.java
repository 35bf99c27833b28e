package stanchion.update;

import java.io.IOException;

/// The other end cannot be asked now; asking again later may help. Told apart from a storage that
/// fails.
final class UnreachableException extends IOException {
    private static final long serialVersionUID = 1;

    private final String detail;

    UnreachableException(IOException failed) {
        super(failed);
        this.detail = failed.toString();
    }

    String detail() {
        return detail;
    }
}
