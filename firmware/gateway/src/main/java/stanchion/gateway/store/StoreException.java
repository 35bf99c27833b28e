package stanchion.gateway.store;

import java.io.Serial;

/// The store cannot be used, or cannot be used now. The message is one line that names the file.
public final class StoreException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
