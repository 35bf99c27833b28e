package stanchion.release.provision;

import java.io.IOException;
import stanchion.boot.OneTimeProgrammable;

/// The writing side of an OTP: eight rows of 32 bits, as [OneTimeProgrammable] reads them.
public interface OtpRows {
    int ROWS = OneTimeProgrammable.BYTES / Integer.BYTES;

    /// Sets the bits of a row that are 1 in `value`, for ever.
    ///
    /// That it returns proves nothing: a locked OTP may ignore the request and report success.
    ///
    /// @param row 0…7
    /// @throws IOException when the hardware says no
    void program(int row, int value) throws IOException;
}
