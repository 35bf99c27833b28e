package stanchion.hal.linux;

/// The chip's own resistor at an input.
public enum Bias {
    /// As the boot loader or the device tree left it.
    AS_IS(0),
    NONE(1 << 10),
    PULL_UP(1 << 8),
    PULL_DOWN(1 << 9);

    private final long flags;

    Bias(long flags) {
        this.flags = flags;
    }

    long flags() {
        return flags;
    }
}
