package stanchion.hal;

import stanchion.units.Amps;
import stanchion.units.Celsius;
import stanchion.units.Hertz;
import stanchion.units.Volts;

/// The limits within which a charger charges at its place.
///
/// @param leastVolts RMS from phase to neutral; below it nothing is charged
/// @param mostVolts RMS from phase to neutral; above it nothing is charged
/// @param leastHertz of the mains
/// @param mostHertz of the mains
/// @param unbalanced by how much the currents of two phases may differ
/// @param openPen whether an interrupted PEN conductor must be told from the voltage
/// @param residual which residual-current monitor stands before the contactor
/// @param heat at which temperatures of the contactor less or nothing is offered
public record SafetyLimits(
        Volts leastVolts,
        Volts mostVolts,
        Hertz leastHertz,
        Hertz mostHertz,
        Amps unbalanced,
        OpenPen openPen,
        ResidualStandard residual,
        Heat heat) {
    /// 230 V 50 Hz with ±15 %, wider than EN 50160 lets the supply vary, narrower than what harms a
    /// vehicle.
    public static final SafetyLimits EUROPE =
            new SafetyLimits(
                    new Volts(195.5),
                    new Volts(264.5),
                    new Hertz(47),
                    new Hertz(53),
                    new Amps(80),
                    OpenPen.UNWATCHED,
                    ResidualStandard.RDC_DD,
                    Heat.USUAL);

    public SafetyLimits {
        if (leastVolts.compareTo(mostVolts) >= 0 || leastHertz.compareTo(mostHertz) >= 0) {
            throw new IllegalArgumentException("a least limit is not below its greatest");
        }
    }

    /// Whether the supply's earth is its neutral (PME, TN-C-S), so that a PEN conductor that breaks
    /// makes the vehicle's body live (BS 7671 722.411.4.1).
    public enum OpenPen {
        WATCHED,
        UNWATCHED
    }

    /// What a residual-current monitor trips at.
    public enum ResidualStandard {
        /// IEC 62955: 6 mA of direct, 30 mA of alternating current.
        RDC_DD,
        /// UL 2231: 20 mA of alternating current.
        CCID20
    }

    /// How the offer follows the contactor's temperature; every step above the one before it.
    ///
    /// @param restore at or below it everything is offered again
    /// @param half at or above it half of the offer is left
    /// @param quarter at or above it a quarter is left
    /// @param stop at or above it nothing is charged
    public record Heat(Celsius restore, Celsius half, Celsius quarter, Celsius stop) {
        /// What a contactor in a closed box bears.
        public static final Heat USUAL =
                new Heat(new Celsius(62), new Celsius(65), new Celsius(68), new Celsius(71));

        public Heat {
            if (restore.compareTo(half) >= 0
                    || half.compareTo(quarter) >= 0
                    || quarter.compareTo(stop) >= 0) {
                throw new IllegalArgumentException("temperatures must rise from restore to stop");
            }
        }
    }
}
