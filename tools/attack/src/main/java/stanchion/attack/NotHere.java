package stanchion.attack;

/// A case that this machine cannot run; the message says what it would need.
public final class NotHere extends Exception {
    private static final long serialVersionUID = 1;

    public NotHere(String reason) {
        super(reason);
    }

    /// What is missing, for the table.
    public String reason() {
        return String.valueOf(getMessage());
    }
}
