package stanchion.update.delta;

/// Content that yields no file. What had been written until then is to be thrown away.
public final class ContentException extends Exception {
    private static final long serialVersionUID = 1;

    private final ContentFault fault;

    public ContentException(ContentFault fault, String detail) {
        super(fault + ": " + detail);
        this.fault = fault;
    }

    public ContentFault fault() {
        return fault;
    }
}
