package stanchion.bench.accuracy;

import java.util.Arrays;
import stanchion.hal.AnalogFrontEnd;
import stanchion.hal.AnalogFrontEnd.PhaseChannels;

/// Meters that cut the stream between the two samples where the voltage rises through zero, and
/// average over as many whole cycles as a second has; means are removed.
///
/// @param delaying how the voltage is made as late as the current is seen
record WholeCycles(Delaying delaying) implements WattSeries {
    private static final int CYCLES = 50;
    private static final double NOMINAL = 50;

    /// How the voltage is delayed by part of a frame.
    enum Delaying {
        /// A straight line between two samples.
        LINE,
        /// As emonLibCM and emonLibDB are described: the products with two successive voltages,
        /// weighed so that a sine of the nominal frequency comes out right.
        TWO_PRODUCTS
    }

    @Override
    public double[] watts(AnalogFrontEnd analog, int[] codes) {
        double rate = analog.mainsRate().value();
        PhaseChannels channels = analog.phases().getFirst();
        double lag = channels.currentLag().toNanos() * 1e-9 * rate;
        int whole = (int) Math.floor(lag);
        double[] weights = weights(lag - whole, 2 * Math.PI * NOMINAL / rate);
        Cycles cycles = new Cycles(channels, weights[0], weights[1]);
        double[] found = new double[codes.length / 2 / CYCLES + 1];
        int count = 0;
        for (int n = 1 + Math.max(whole, 0); n < codes.length / 2 + Math.min(whole, 0); n++) {
            if (cycles.rises(codes[2 * n - 2], codes[2 * n]) && cycles.begun() == CYCLES + 1) {
                found[count++] = cycles.end();
            }
            int delayed = 2 * (n - whole);
            cycles.add(codes[2 * n], codes[2 * n + 1], codes[delayed], codes[delayed - 2]);
        }
        return Arrays.copyOf(found, count);
    }

    /// Of the later and the earlier of two successive voltages.
    private double[] weights(double fraction, double turn) {
        return switch (delaying) {
            case LINE -> new double[] {1 - fraction, fraction};
            case TWO_PRODUCTS -> {
                double earlier = Math.sin(fraction * turn) / Math.sin(turn);
                yield new double[] {Math.cos(fraction * turn) - earlier * Math.cos(turn), earlier};
            }
        };
    }

    /// The sums since a rise through zero.
    private static final class Cycles {
        private final PhaseChannels channels;
        private final double laterWeight;
        private final double earlierWeight;
        private int begun;
        private int frames;
        private double volts;
        private double amps;
        private double later;
        private double earlier;

        Cycles(PhaseChannels channels, double laterWeight, double earlierWeight) {
            this.channels = channels;
            this.laterWeight = laterWeight;
            this.earlierWeight = earlierWeight;
        }

        boolean rises(int before, int now) {
            boolean rises =
                    channels.volts().valueOf(before) < 0 && channels.volts().valueOf(now) >= 0;
            begun += rises ? 1 : 0;
            return rises;
        }

        int begun() {
            return begun;
        }

        void add(int voltCode, int ampCode, int laterCode, int earlierCode) {
            if (begun == 0) {
                return;
            }
            double amp = channels.amps().valueOf(ampCode);
            frames++;
            volts += channels.volts().valueOf(voltCode);
            amps += amp;
            later += amp * channels.volts().valueOf(laterCode);
            earlier += amp * channels.volts().valueOf(earlierCode);
        }

        /// The mean power, and a new beginning.
        double end() {
            double offset = volts / frames * (amps / frames);
            double watts =
                    laterWeight * (later / frames - offset)
                            + earlierWeight * (earlier / frames - offset);
            begun = 1;
            frames = 0;
            volts = amps = later = earlier = 0;
            return watts;
        }
    }
}
