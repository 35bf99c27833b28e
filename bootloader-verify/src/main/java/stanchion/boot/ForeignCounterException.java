package stanchion.boot;

import java.io.IOException;

/// Something answers where the rollback counter should be, but could be written to any value.
public final class ForeignCounterException extends IOException {
    private static final long serialVersionUID = 1;

    public ForeignCounterException(String message) {
        super(message);
    }
}
