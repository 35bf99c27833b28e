package stanchion.hal.linux;

/// One output, whichever way it was opened.
public interface OutputPin extends AutoCloseable {
    /// Writes a level, even when it is the one written last.
    Written write(Level level);

    /// The level written last.
    Level written();

    /// Writes the other level than last time: what a charge pump in series with the coil's driver
    /// wants to see, and a hung process does not give.
    default Written toggle() {
        return write(written() == Level.ACTIVE ? Level.INACTIVE : Level.ACTIVE);
    }

    /// Gives the line back as it is; who wants it safe writes that first.
    @Override
    void close();
}
