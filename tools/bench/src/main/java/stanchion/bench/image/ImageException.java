package stanchion.bench.image;

/// An image cannot be made or started, with one line that says what a person can do.
public final class ImageException extends Exception {
    private static final long serialVersionUID = 1;

    public ImageException(String line) {
        super(line);
    }

    public ImageException(String line, Throwable cause) {
        super(line, cause);
    }

    /// The line.
    public String line() {
        String line = getMessage();
        return line == null ? "" : line;
    }
}
