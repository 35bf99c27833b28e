package stanchion.update;

/// The other end cannot be asked now; asking again later may help.
final class UnreachableException extends Exception {
    private static final long serialVersionUID = 1;

    private final String detail;

    UnreachableException(String detail) {
        super(detail);
        this.detail = detail;
    }

    String detail() {
        return detail;
    }
}
