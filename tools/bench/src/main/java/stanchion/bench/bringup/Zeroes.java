package stanchion.bench.bringup;

import java.util.List;
import stanchion.hal.MainsBlock;
import stanchion.hal.Samples;

/// By how many codes the zeros of one phase's converters lie above the described ones.
record Zeroes(double voltsShift, double ampsShift) {
    /// The mean code of every channel under a raised cosine: of an alternating load some seconds
    /// long it leaves less than a thousandth of a code.
    static double[] means(List<Samples> sensed) {
        int channels = sensed.getFirst().mains().channels();
        long frames = sensed.stream().mapToLong(samples -> samples.mains().frames()).sum();
        double[] sums = new double[channels];
        double weight = 0;
        long frame = 0;
        for (Samples samples : sensed) {
            MainsBlock block = samples.mains();
            for (int n = 0; n < block.frames(); n++, frame++) {
                double share = 1 - Math.cos(2 * Math.PI * (frame + 0.5) / frames);
                weight += share;
                for (int channel = 0; channel < channels; channel++) {
                    sums[channel] += share * block.codes()[n * channels + channel];
                }
            }
        }
        for (int channel = 0; channel < channels; channel++) {
            sums[channel] /= weight;
        }
        return sums;
    }
}
