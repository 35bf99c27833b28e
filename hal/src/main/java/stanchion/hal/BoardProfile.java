package stanchion.hal;

import java.time.Duration;
import stanchion.units.Amps;

/// What a board is: the data of its description that the firmware decides with.
///
/// @param name the board's name, for reports
/// @param ratedCurrent per phase; no offer ever exceeds it
/// @param attachment whether the cable is fixed or plugged into a socket outlet
/// @param ventilation whether charging in state D is allowed at the place of installation
/// @param fallbackCurrent offered when a remote limit has expired unrenewed
/// @param silenceLimit how long the board waits for [Board#apply] before it opens by itself
/// @param safety within which limits it charges
/// @param analog how codes become volts and amperes
public record BoardProfile(
        String name,
        Amps ratedCurrent,
        CableAttachment attachment,
        Ventilation ventilation,
        Amps fallbackCurrent,
        Duration silenceLimit,
        SafetyLimits safety,
        AnalogFrontEnd analog) {
    /// The same board with other scales.
    public BoardProfile with(AnalogFrontEnd measured) {
        return new BoardProfile(
                name,
                ratedCurrent,
                attachment,
                ventilation,
                fallbackCurrent,
                silenceLimit,
                safety,
                measured);
    }

    /// The same board with other limits.
    public BoardProfile with(SafetyLimits limits) {
        return new BoardProfile(
                name,
                ratedCurrent,
                attachment,
                ventilation,
                fallbackCurrent,
                silenceLimit,
                limits,
                analog);
    }

    /// Where the cable ends on the charger's side (IEC 61851-1 cases B and C).
    public enum CableAttachment {
        SOCKET,
        TETHERED
    }

    /// Whether the room is ventilated, so that a vehicle asking for it (state D) may charge.
    public enum Ventilation {
        PRESENT,
        ABSENT
    }
}
