package stanchion.update.delta;

import java.io.IOException;

/// One end of an arithmetic coder. The making end writes the bit it is given; the applying end
/// ignores that and reads. So one [DeltaModel] serves both, and they cannot differ.
public interface BitCoder {
    /// Bits of a probability.
    int PRECISION = 16;

    /// Codes one bit.
    ///
    /// @param bit to write, 0 or 1
    /// @param one how probable a 1 is, in 65,536ths, 1 to 65,535
    /// @return the bit, 0 or 1
    int code(int bit, int one) throws IOException, ContentException;
}
