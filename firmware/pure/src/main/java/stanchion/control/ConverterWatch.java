package stanchion.control;

import java.util.ArrayList;
import java.util.List;
import stanchion.hal.AnalogFrontEnd;
import stanchion.hal.AnalogFrontEnd.AdcScale;
import stanchion.hal.AnalogFrontEnd.PhaseChannels;
import stanchion.hal.MainsBlock;
import stanchion.session.Converters;

/// Tells from the bare codes of the mains channels whether their converters can be believed.
///
/// A tenth of a second of codes is judged at a time: five periods of 50 Hz, six of 60 Hz.
///
/// ```text
///  a code at its end                     clipped: more flows, or the input is torn off
///  the mean far from the zero code       failed: an open input drifts off, no mains has such a mean
///  one and the same code throughout      failed, where the converter is fine enough to show noise
/// ```
///
/// Keeps sums; for one thread.
final class ConverterWatch {
    private static final double SECONDS = 0.1;

    /// Share of half the range that a mean may lie off its zero.
    private static final double OFF_ZERO = 0.08;

    private final List<AdcScale> scales = new ArrayList<>();
    private final int framesTogether;
    private final long[] sums;
    private final int[] least;
    private final int[] most;
    private int frames;
    private Converters verdict = Converters.GOOD;

    ConverterWatch(AnalogFrontEnd analog) {
        for (PhaseChannels phase : analog.phases()) {
            scales.add(phase.volts());
            scales.add(phase.amps());
        }
        framesTogether = (int) (analog.mainsRate().value() * SECONDS);
        sums = new long[scales.size()];
        least = new int[scales.size()];
        most = new int[scales.size()];
    }

    /// Takes the next frames and answers the verdict on the last tenth of a second.
    Converters observe(MainsBlock block) {
        for (int frame = 0; frame < block.frames(); frame++) {
            take(block.codes(), frame * scales.size());
            if (frames == framesTogether) {
                verdict = judge();
                frames = 0;
            }
        }
        return verdict;
    }

    private void take(int[] codes, int from) {
        for (int i = 0; i < sums.length; i++) {
            int code = codes[from + i];
            sums[i] = frames == 0 ? code : sums[i] + code;
            least[i] = frames == 0 ? code : Math.min(least[i], code);
            most[i] = frames == 0 ? code : Math.max(most[i], code);
        }
        frames++;
    }

    private Converters judge() {
        Converters worst = Converters.GOOD;
        for (int i = 0; i < sums.length; i++) {
            Converters one = judge(i, scales.get(i));
            worst = one.compareTo(worst) > 0 ? one : worst;
        }
        return worst;
    }

    private Converters judge(int channel, AdcScale scale) {
        int range = scale.highestCode() - scale.lowestCode();
        boolean stuck = scale.showsNoise() && least[channel] == most[channel];
        double off = Math.abs((double) sums[channel] / frames - scale.zeroCode());
        if (stuck || off > OFF_ZERO * range / 2) {
            return Converters.FAILED;
        }
        boolean clipped =
                least[channel] <= scale.lowestCode() || most[channel] >= scale.highestCode();
        return clipped ? Converters.CLIPPED : Converters.GOOD;
    }
}
