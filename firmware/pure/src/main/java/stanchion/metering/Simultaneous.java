package stanchion.metering;

import java.util.ArrayList;
import java.util.List;
import stanchion.hal.AnalogFrontEnd;
import stanchion.hal.AnalogFrontEnd.PhaseChannels;

/// Codes as volts and amperes, voltage and current of each phase simultaneous, as in [CodeLine].
final class Simultaneous {
    private final int channels;
    private final List<Delay> delays = new ArrayList<>();
    private final int before;
    private final int frames;

    /// @param codes of whole frames, `V1 I1 [V2 I2 [V3 I3]]`
    private Simultaneous(AnalogFrontEnd analog, int[] codes) {
        channels = 2 * analog.phases().size();
        for (PhaseChannels phase : analog.phases()) {
            delays.add(new Delay(phase.currentLag(), analog.mainsRate().value()));
        }
        before = Math.max(0, delays.stream().mapToInt(Delay::last).max().orElse(0));
        int after = Math.max(0, -delays.stream().mapToInt(Delay::first).min().orElse(0));
        frames = Math.max(0, codes.length / channels - before - after);
    }

    /// Volts and amperes in the order of the codes, less the few frames at both ends that have no
    /// neighbours to be delayed with.
    static double[] values(AnalogFrontEnd analog, int[] codes) {
        Simultaneous all = new Simultaneous(analog, codes);
        double[] values = new double[all.frames * all.channels];
        for (int phase = 0; phase < all.delays.size(); phase++) {
            PhaseChannels scales = analog.phases().get(phase);
            double[] volts = all.delayed(phase, codes);
            for (int n = 0; n < all.frames; n++) {
                int at = n * all.channels + 2 * phase;
                values[at] = scales.volts().valueOf(volts[n]);
                values[at + 1] = scales.amps().valueOf(codes[all.before * all.channels + at + 1]);
            }
        }
        return values;
    }

    /// A phase's voltages, still in codes.
    private double[] delayed(int phase, int[] codes) {
        Delay delay = delays.get(phase);
        double[] near = new double[frames + delay.last() - delay.first()];
        for (int n = 0; n < near.length; n++) {
            near[n] = codes[(before - delay.last() + n) * channels + 2 * phase];
        }
        double[] late = near;
        if (!delay.isWhole()) {
            late = new double[frames];
            delay.apply(near, late, frames);
        }
        return late;
    }
}
