package stanchion.hal;

import java.time.Duration;
import java.util.List;
import stanchion.units.Hertz;
import stanchion.units.Ohms;
import stanchion.units.Volts;

/// The analog side of a board: what one code of each converter means.
///
/// @param pilot volts at the control pilot terminal per code
/// @param pilotRate pilot samples per second, not synchronous with the PWM
/// @param proximity the proximity pilot's divider
/// @param mainsRate samples per second of each mains channel, all channels simultaneous
/// @param phases one to three, L1 first
public record AnalogFrontEnd(
        AdcScale pilot,
        Hertz pilotRate,
        ProximityCircuit proximity,
        Hertz mainsRate,
        List<PhaseChannels> phases) {

    public AnalogFrontEnd {
        phases = List.copyOf(phases);
        if (phases.isEmpty() || phases.size() > 3) {
            throw new IllegalArgumentException("a board has 1…3 phases, not " + phases.size());
        }
    }

    /// A linear converter: value = (code − zeroCode) × unitsPerCode, in the channel's unit.
    ///
    /// @param unitsPerCode volts or amperes per code, not 0
    /// @param zeroCode the code of 0 V or 0 A; need not be whole
    /// @param lowestCode a sample at or below it is clipped
    /// @param highestCode a sample at or above it is clipped
    public record AdcScale(double unitsPerCode, double zeroCode, int lowestCode, int highestCode) {
        private static final int FINE_CODES = 65_535;

        public AdcScale {
            if (!Double.isFinite(unitsPerCode) || unitsPerCode == 0 || !Double.isFinite(zeroCode)) {
                throw new IllegalArgumentException(
                        "an ADC scale needs a finite, non-zero slope and a finite zero");
            }
            if (lowestCode >= highestCode) {
                throw new IllegalArgumentException(
                        "lowest code " + lowestCode + " is not below " + highestCode);
            }
        }

        /// Whether the converter has 16 bits or more: then it shows its own noise, and one that
        /// says the same code again and again is stuck.
        public boolean showsNoise() {
            return highestCode - lowestCode >= FINE_CODES;
        }

        public double valueOf(double code) {
            return (code - zeroCode) * unitsPerCode;
        }
    }

    /// Voltage and current converter of one phase.
    ///
    /// @param currentLag how much later the CT shows the current than it flows; negative when
    ///   earlier
    public record PhaseChannels(AdcScale volts, AdcScale amps, Duration currentLag) {}

    /// The pull-up that turns the cable's proximity resistor into a voltage.
    public record ProximityCircuit(AdcScale volts, Volts pullUp, Ohms pullUpResistor) {}
}
