package stanchion.hal.linux;

/// One output. The contactor's keep-alive is one, toggled by the loop.
public final class GpioOutput implements AutoCloseable {
    private final GpioOutputs only;

    GpioOutput(GpioOutputs only) {
        this.only = only;
    }

    /// Writes a level, even when it is the one written last.
    public Written write(Level level) {
        return only.write(level == Level.ACTIVE ? 1 : 0);
    }

    /// Writes the other level than last time: what a charge pump in series with the coil's driver
    /// wants to see, and a hung process does not give.
    public Written toggle() {
        return only.write(1 - only.written());
    }

    /// The level written last.
    public Level written() {
        return only.written() == 0 ? Level.INACTIVE : Level.ACTIVE;
    }

    /// Gives the line back as it is.
    @Override
    public void close() {
        only.close();
    }
}
