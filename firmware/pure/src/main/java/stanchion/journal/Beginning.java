package stanchion.journal;

import stanchion.control.ControlCycle.Memory;
import stanchion.hal.BoardProfile;

/// From where a control cycle is followed: what its decisions depend on besides what it senses and
/// is asked.
///
/// @param firmware version of the application that wrote the journal
/// @param words what the constants of this version are called (see [Words]), as one number
/// @param board what the charger is, calibrated as it was
/// @param memory what the charger brought along
/// @param cycle number of the cycle that comes next; counts from 0 since the charger started
public record Beginning(String firmware, int words, BoardProfile board, Memory memory, long cycle) {
    /// What a simulator names as `firmware`: it is the one it was built with.
    public static final String SIMULATED = "simulated";
}
