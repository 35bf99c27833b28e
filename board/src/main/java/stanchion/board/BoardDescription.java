package stanchion.board;

import java.util.Optional;
import stanchion.hal.BoardProfile;

/// What a board's description file says.
///
/// @param driver name of the driver that assembles the board
/// @param profile what the firmware decides with
/// @param linux what the signals are wired to; present for the driver `linux` alone
public record BoardDescription(String driver, BoardProfile profile, Optional<LinuxWiring> linux) {
    /// The same board with corrected scales.
    public BoardDescription with(Calibration calibration) {
        return new BoardDescription(driver, calibration.applyTo(profile), linux);
    }
}
