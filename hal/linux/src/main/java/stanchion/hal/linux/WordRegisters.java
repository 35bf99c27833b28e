package stanchion.hal.linux;

/// A device with registers of 16 bits, high byte first, whichever way it was opened.
public interface WordRegisters extends AutoCloseable {
    /// The value of a register, 0…65535; negative when the device did not answer.
    int read(int register);

    /// Writes a register.
    Written write(int register, int value);

    @Override
    void close();
}
