package stanchion.hal.linux;

/// Which changes of an input the kernel records, each with its time.
public enum Edges {
    NONE(0),
    RISING(1 << 4),
    FALLING(1 << 5),
    BOTH(1 << 4 | 1 << 5);

    private final long flags;

    Edges(long flags) {
        this.flags = flags;
    }

    long flags() {
        return flags;
    }
}
