package stanchion.powercut.board;

/// Who writes to the disk.
public enum Writer {
    /// Updater, energy register and outbox, as they ship.
    REAL("the real ones"),
    /// A control: acknowledges what it has not synced, and must be caught.
    CARELESS("a program that does not sync"),
    /// A control: the real ones over a kernel that does not flush the disk's cache when they sync.
    UNFLUSHED("a kernel that does not flush");

    private final String sentence;

    Writer(String sentence) {
        this.sentence = sentence;
    }

    /// For people.
    public String sentence() {
        return sentence;
    }
}
