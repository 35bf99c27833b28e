package stanchion.hal;

import stanchion.units.Amps;
import stanchion.units.Celsius;

/// The slow and the digital inputs of a board.
///
/// @param mirror what the contactor's mirror contact says
/// @param loadSide whether voltage is present behind the contactor
/// @param residual what the residual-current monitor says
/// @param earth whether the protective conductor is continuous
/// @param enclosure whether the tamper switch sees the lid closed
/// @param temperature at the contactor
/// @param supply what the installation allows per phase (commissioning switch or board data)
public record Inputs(
        ContactorPosition mirror,
        LoadSide loadSide,
        ResidualMonitor residual,
        Earth earth,
        Enclosure enclosure,
        Reading<Celsius> temperature,
        Amps supply) {

    /// What a board reports that has lost its sensors: everything at the worst it may have become.
    public static Inputs lost(Absence why) {
        return new Inputs(
                ContactorPosition.CLOSED,
                LoadSide.LIVE,
                ResidualMonitor.FAILED,
                Earth.LOST,
                Enclosure.CLOSED,
                new Reading.Missing<>(why),
                Amps.ZERO);
    }

    public enum ContactorPosition {
        OPEN,
        CLOSED
    }

    public enum LoadSide {
        DEAD,
        LIVE
    }

    /// State of the residual-current monitor (IEC 62955 RDC-DD or type B). It trips the contactor
    /// by itself.
    public enum ResidualMonitor {
        READY,
        TRIPPED_AC,
        TRIPPED_DC,
        FAILED
    }

    public enum Earth {
        CONNECTED,
        LOST
    }

    public enum Enclosure {
        CLOSED,
        OPEN
    }
}
