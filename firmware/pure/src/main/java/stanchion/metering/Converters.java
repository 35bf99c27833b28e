package stanchion.metering;

import java.util.List;
import stanchion.hal.AnalogFrontEnd.AdcScale;
import stanchion.hal.AnalogFrontEnd.PhaseChannels;
import stanchion.hal.MainsBlock;

/// Turns codes into volts and amperes, free of the converters' slowly drifting offsets.
///
/// An offset is learned from the means of steady windows, over some 13 s. It moves between windows
/// only, and by so little that energy shows no step. What it has not learned yet, a whole window
/// removes by itself.
final class Converters {
    /// Windows of 0.2 s over which an offset is learned.
    private static final double MEMORY = 64;

    private final AdcScale[] scales;
    private final double[] offsets;

    Converters(List<PhaseChannels> phases) {
        scales = new AdcScale[2 * phases.size()];
        offsets = new double[scales.length];
        for (int phase = 0; phase < phases.size(); phase++) {
            scales[2 * phase] = phases.get(phase).volts();
            scales[2 * phase + 1] = phases.get(phase).amps();
        }
    }

    int channels() {
        return scales.length;
    }

    /// Fills `values` with the block's frame in volts and amperes and says whether a converter
    /// stood at its end.
    boolean convert(MainsBlock block, int frame, double[] values) {
        boolean clipped = false;
        for (int channel = 0; channel < scales.length; channel++) {
            AdcScale scale = scales[channel];
            int code = block.codes()[frame * scales.length + channel];
            values[channel] = scale.valueOf(code) - offsets[channel];
            clipped = clipped || code <= scale.lowestCode() || code >= scale.highestCode();
        }
        return clipped;
    }

    /// Learns from what is left of the means over a steady window.
    void learn(Slice window) {
        for (int phase = 0; phase < window.phaseCount(); phase++) {
            offsets[2 * phase] += window.phase(phase).meanVolts() / MEMORY;
            offsets[2 * phase + 1] += window.phase(phase).meanAmps() / MEMORY;
        }
    }
}
