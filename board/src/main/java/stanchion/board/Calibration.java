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
    /// @param transformer which way the conductor runs through the current transformer
    /// @param lagShift how much later than described the transformer shows the current
    public record Trim(Channel volts, Channel amps, Transformer transformer, Duration lagShift) {}

    /// How one converter is corrected.
    ///
    /// @param gain true volts or amperes for a described one
    /// @param zeroShift by how many codes 0 V or 0 A lies above the described zero
    public record Channel(double gain, double zeroShift) {}

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
                corrected(described.volts(), trim.volts, 1),
                corrected(described.amps(), trim.amps, sign),
                described.currentLag().plus(trim.lagShift));
    }

    private static AdcScale corrected(AdcScale described, Channel trim, double sign) {
        return new AdcScale(
                described.unitsPerCode() * sign * trim.gain,
                described.zeroCode() + trim.zeroShift,
                described.lowestCode(),
                described.highestCode());
    }
}
