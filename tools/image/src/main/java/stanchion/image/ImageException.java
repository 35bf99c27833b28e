package stanchion.image;

import java.io.IOException;

/// An image cannot be made or started, with one line that says what a person can do.
public final class ImageException extends IOException {
    private static final long serialVersionUID = 1;

    public ImageException(String line) {
        super(line);
    }

    private ImageException(String line, Throwable cause) {
        super(line, cause);
    }

    /// What failed already has such a line, or gets this one.
    public static ImageException because(String line, Exception cause) {
        return cause instanceof ImageException said ? said : new ImageException(line, cause);
    }

    /// The line.
    public String line() {
        String line = getMessage();
        return line == null ? "" : line;
    }
}
