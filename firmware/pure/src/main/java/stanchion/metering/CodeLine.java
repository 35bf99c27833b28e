package stanchion.metering;

import java.util.Arrays;
import java.util.List;
import stanchion.hal.AnalogFrontEnd;
import stanchion.hal.AnalogFrontEnd.AdcScale;
import stanchion.hal.AnalogFrontEnd.PhaseChannels;
import stanchion.hal.MainsBlock;

/// The latest codes of all channels, and the bundles made of them, voltage and current of each
/// phase simultaneous.
final class CodeLine {
    private final int channels;
    private final int framesEach;
    private final int[] zeros;
    private final Delay[] delays;
    private final AdcScale[] scales;
    private final int lowest;
    private final int highest;
    private final int before;
    private final int after;
    private final double[] near;
    private final double[] late;
    private int[] codes;
    private int filled;
    private int taken;
    private int unlooked;

    /// @param framesEach of a bundle
    CodeLine(AnalogFrontEnd analog, int framesEach) {
        this.framesEach = framesEach;
        int most = framesEach * Bundles.CAPACITY;
        List<PhaseChannels> phases = analog.phases();
        channels = 2 * phases.size();
        zeros = new int[channels];
        scales = new AdcScale[channels];
        delays = new Delay[phases.size()];
        for (int phase = 0; phase < delays.length; phase++) {
            PhaseChannels seen = phases.get(phase);
            delays[phase] = new Delay(seen.currentLag(), analog.mainsRate().value());
            scales[2 * phase] = seen.volts();
            scales[2 * phase + 1] = seen.amps();
        }
        for (int channel = 0; channel < channels; channel++) {
            zeros[channel] = (int) Math.rint(scales[channel].zeroCode());
        }
        lowest = Arrays.stream(scales).mapToInt(AdcScale::lowestCode).max().orElse(0);
        highest = Arrays.stream(scales).mapToInt(AdcScale::highestCode).min().orElse(0);
        after = Math.max(0, -Arrays.stream(delays).mapToInt(Delay::first).min().orElse(0));
        before = Math.max(0, Arrays.stream(delays).mapToInt(Delay::last).max().orElse(0));
        near = new double[most + before + after];
        late = new double[most];
        codes = new int[channels * (most + before + after + Noise.SAMPLES)];
    }

    int channels() {
        return channels;
    }

    /// How many frames after a start stand before the first bundle.
    int before() {
        return before;
    }

    /// What a phase's bundles are.
    Sensing sensing(int phase) {
        return new Sensing(about(2 * phase), about(2 * phase + 1), framesEach);
    }

    private AdcScale about(int channel) {
        AdcScale scale = scales[channel];
        return new AdcScale(
                scale.unitsPerCode(),
                scale.zeroCode() - zeros[channel],
                scale.lowestCode(),
                scale.highestCode());
    }

    /// Forgets all codes.
    void restart() {
        filled = 0;
        taken = before;
        unlooked = 0;
    }

    /// Appends frames `from` … `to − 1` of a block, at most as many as are left in it and fit.
    int append(MainsBlock block, int from) {
        makeRoom();
        int frames = Math.min(block.frames() - from, codes.length / channels - filled);
        System.arraycopy(
                block.codes(), from * channels, codes, filled * channels, frames * channels);
        filled += frames;
        return from + frames;
    }

    private void makeRoom() {
        int unused = taken - before - Noise.SAMPLES;
        if (unused > 0) {
            System.arraycopy(codes, unused * channels, codes, 0, (filled - unused) * channels);
            filled -= unused;
            taken -= unused;
        }
    }

    /// Bundles what is there; what is left waits for more.
    ///
    /// @return how many bundles
    int bundle(Bundles[] phases) {
        int count = Math.clamp((filled - taken - after) / framesEach, 0, Bundles.CAPACITY);
        for (int phase = 0; phase < phases.length; phase++) {
            look(phase, phases[phase].noise, count);
            sum(phase, phases[phase], count);
            if (!delays[phase].isWhole()) {
                delay(phase, count * framesEach);
                multiply(phase, phases[phase], count);
            }
        }
        taken += count * framesEach;
        unlooked = (unlooked + count) % Noise.BUNDLES;
        return count;
    }

    /// Looks for noise at the end of every fourth bundle, on behalf of all four.
    private void look(int phase, double[] noise, int count) {
        Arrays.fill(noise, 0, count, 0);
        for (int at = Noise.BUNDLES - 1 - unlooked; at < count; at += Noise.BUNDLES) {
            int first = taken + (at + 1) * framesEach - Noise.SAMPLES;
            int from = first * channels + 2 * phase + 1;
            noise[at] = Noise.BUNDLES * Noise.square(codes, from, channels);
        }
    }

    /// Four frames side by side: one sum alone would wait for itself at every addition.
    private void sum(int phase, Bundles into, int count) {
        int[] from = codes;
        int step = channels;
        int zeroVolts = zeros[2 * phase];
        int zeroAmps = zeros[2 * phase + 1];
        int v = (taken - delays[phase].nearest()) * step + 2 * phase;
        int i = taken * step + 2 * phase + 1;
        for (int at = 0; at < count; at++) {
            double volts = 0;
            double amps = 0;
            double voltsSquared = 0;
            double ampsSquared = 0;
            double product = 0;
            for (int frame = 0; frame < framesEach; frame += Bundles.SIDE_BY_SIDE) {
                double v0 = from[v] - zeroVolts;
                double v1 = from[v + step] - zeroVolts;
                double v2 = from[v + 2 * step] - zeroVolts;
                double v3 = from[v + 3 * step] - zeroVolts;
                double i0 = from[i] - zeroAmps;
                double i1 = from[i + step] - zeroAmps;
                double i2 = from[i + 2 * step] - zeroAmps;
                double i3 = from[i + 3 * step] - zeroAmps;
                volts += (v0 + v1) + (v2 + v3);
                amps += (i0 + i1) + (i2 + i3);
                voltsSquared += (v0 * v0 + v1 * v1) + (v2 * v2 + v3 * v3);
                ampsSquared += (i0 * i0 + i1 * i1) + (i2 * i2 + i3 * i3);
                product += (v0 * i0 + v1 * i1) + (v2 * i2 + v3 * i3);
                v += Bundles.SIDE_BY_SIDE * step;
                i += Bundles.SIDE_BY_SIDE * step;
            }
            into.volts[into.earlier + at] = volts;
            into.amps[at] = amps;
            into.voltsSquared[at] = voltsSquared;
            into.ampsSquared[at] = ampsSquared;
            into.product[at] = product;
        }
    }

    /// Delays a phase's voltages by part of a frame.
    private void delay(int phase, int frames) {
        int[] from = codes;
        int zero = zeros[2 * phase];
        int at = (taken - delays[phase].last()) * channels + 2 * phase;
        int needed = frames + delays[phase].last() - delays[phase].first();
        for (int n = 0; n < needed; n++) {
            near[n] = from[at] - zero;
            at += channels;
        }
        delays[phase].apply(near, late, frames);
    }

    /// The products and the voltages once more, with the delayed voltages.
    private void multiply(int phase, Bundles into, int count) {
        int[] from = codes;
        int step = channels;
        int zero = zeros[2 * phase + 1];
        int i = taken * step + 2 * phase + 1;
        int n = 0;
        for (int at = 0; at < count; at++) {
            double volts = 0;
            double product = 0;
            for (int frame = 0; frame < framesEach; frame += Bundles.SIDE_BY_SIDE) {
                volts += (late[n] + late[n + 1]) + (late[n + 2] + late[n + 3]);
                product +=
                        (late[n] * (from[i] - zero) + late[n + 1] * (from[i + step] - zero))
                                + (late[n + 2] * (from[i + 2 * step] - zero)
                                        + late[n + 3] * (from[i + 3 * step] - zero));
                n += Bundles.SIDE_BY_SIDE;
                i += Bundles.SIDE_BY_SIDE * step;
            }
            into.volts[into.earlier + at] = volts;
            into.product[at] = product;
        }
    }

    /// How many of a block's frames `from` … `to − 1` have a converter at its end.
    int clipped(MainsBlock block, int from, int to) {
        int least = Integer.MAX_VALUE;
        int most = Integer.MIN_VALUE;
        for (int at = from * channels; at < to * channels; at++) {
            least = Math.min(least, block.codes()[at]);
            most = Math.max(most, block.codes()[at]);
        }
        return least > lowest && most < highest ? 0 : clippedFrames(block, from, to);
    }

    private int clippedFrames(MainsBlock block, int from, int to) {
        int count = 0;
        for (int frame = from; frame < to; frame++) {
            count += isClipped(block.codes(), frame * channels) ? 1 : 0;
        }
        return count;
    }

    private boolean isClipped(int[] from, int at) {
        boolean clipped = false;
        for (int channel = 0; channel < channels; channel++) {
            int code = from[at + channel];
            AdcScale scale = scales[channel];
            clipped |= code <= scale.lowestCode() || code >= scale.highestCode();
        }
        return clipped;
    }
}
