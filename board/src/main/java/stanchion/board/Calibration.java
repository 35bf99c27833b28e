package stanchion.board;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import stanchion.hal.AnalogFrontEnd;
import stanchion.hal.AnalogFrontEnd.AdcScale;
import stanchion.hal.AnalogFrontEnd.PhaseChannels;
import stanchion.hal.BoardProfile;

/// What one board's measuring parts differ by from its description, measured when it was brought
/// up.
///
/// @param board the description's name
/// @param phases L1 first, as many as the board has
public record Calibration(String board, List<Trim> phases) {
    /// How one phase's converters are corrected.
    ///
    /// @param voltsGain true volts for a described volt
    /// @param ampsGain true amperes for a described ampere
    /// @param transformer which way the conductor runs through the current transformer
    /// @param lagShift how much later than described the transformer shows the current
    public record Trim(
            double voltsGain, double ampsGain, Transformer transformer, Duration lagShift) {}

    /// How a current transformer is mounted.
    public enum Transformer {
        FORWARD,
        REVERSED
    }

    public Calibration {
        phases = List.copyOf(phases);
    }

    /// The profile with corrected scales.
    public BoardProfile applyTo(BoardProfile profile) {
        AnalogFrontEnd analog = profile.analog();
        if (analog.phases().size() != phases.size()) {
            throw new IllegalArgumentException(
                    phases.size() + " trims for " + analog.phases().size() + " phases");
        }
        List<PhaseChannels> corrected = new ArrayList<>();
        for (int i = 0; i < phases.size(); i++) {
            corrected.add(corrected(analog.phases().get(i), phases.get(i)));
        }
        return profile.with(
                new AnalogFrontEnd(
                        analog.pilot(),
                        analog.pilotRate(),
                        analog.proximity(),
                        analog.mainsRate(),
                        corrected));
    }

    private static PhaseChannels corrected(PhaseChannels described, Trim trim) {
        double sign = trim.transformer == Transformer.REVERSED ? -1 : 1;
        return new PhaseChannels(
                scaled(described.volts(), trim.voltsGain),
                scaled(described.amps(), sign * trim.ampsGain),
                described.currentLag().plus(trim.lagShift));
    }

    private static AdcScale scaled(AdcScale scale, double gain) {
        return new AdcScale(
                scale.unitsPerCode() * gain,
                scale.zeroCode(),
                scale.lowestCode(),
                scale.highestCode());
    }
}
