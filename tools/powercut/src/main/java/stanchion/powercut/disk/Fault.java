package stanchion.powercut.disk;

/// What goes wrong with a disk, and when: at the `from`th operation after it was set, and, where it
/// lasts, at all that follow.
///
/// @param from number of the operation, 1 for the next; of changes, or of reads for
///   [Kind#UNREADABLE]
/// @param to the last one that suffers
public record Fault(Kind kind, int from, int to) {
    /// Nothing goes wrong.
    public static final Fault NONE = new Fault(Kind.POWER, 0, 0);

    /// What goes wrong.
    public enum Kind {
        /// The power goes: the change has begun and nothing was promised.
        POWER,
        /// No space left on device.
        FULL,
        /// Input/output error.
        UNREADABLE
    }

    /// The power goes at a change.
    public static Fault powerAt(int change) {
        return new Fault(Kind.POWER, change, change);
    }

    /// One change finds no room.
    public static Fault fullAt(int change) {
        return new Fault(Kind.FULL, change, change);
    }

    /// No change finds room from here on.
    public static Fault fullFrom(int change) {
        return new Fault(Kind.FULL, change, Integer.MAX_VALUE);
    }

    /// One read fails.
    public static Fault unreadableAt(int read) {
        return new Fault(Kind.UNREADABLE, read, read);
    }

    boolean hits(Kind what, int operation) {
        return kind == what && operation >= from && operation <= to;
    }
}
