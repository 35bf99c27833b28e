package stanchion.hal.linux;

/// One input, whichever way it was opened.
public interface InputPin extends AutoCloseable {
    /// The level now.
    Sensed level();

    /// Gives the line back.
    @Override
    void close();
}
