package stanchion.metering;

import java.util.ArrayList;
import java.util.List;
import stanchion.units.Amps;
import stanchion.units.Hertz;
import stanchion.units.Volts;
import stanchion.units.Watts;

/// What each harmonic of the mains carries, from a recorded stretch of samples.
///
/// @param fundamental the frequency of order 1
/// @param phases L1 first; of each the orders from 1 on, as far as the sampling shows them
public record Harmonics(Hertz fundamental, List<List<Order>> phases) {
    /// The highest order that is told.
    public static final int HIGHEST = 20;

    /// A fundamental below it is noise; what it is distorted by means nothing.
    private static final double LEAST_AMPS = 0.01;

    private static final double[] BLACKMAN_HARRIS = {0.35875, -0.48829, 0.14128, -0.01168};

    /// One harmonic of one phase.
    ///
    /// @param voltage RMS
    /// @param current RMS
    /// @param active what it carries towards the vehicle, negative towards the mains
    public record Order(int order, Volts voltage, Amps current, Watts active) {}

    public Harmonics {
        phases = phases.stream().map(List::copyOf).toList();
    }

    /// Takes the samples as a steady wave: over a second a drift of 0.1 Hz/s costs the 20th order
    /// some percent of its amplitude, the 5th a few tenths.
    ///
    /// @param samples `V1 I1 [V2 I2 [V3 I3]]` frame by frame, simultaneous
    /// @param channels per frame
    static Harmonics of(double[] samples, int channels, double rate, Hertz fundamental) {
        List<List<Order>> phases = new ArrayList<>();
        for (int phase = 0; phase < channels / 2; phase++) {
            List<Order> orders = new ArrayList<>();
            for (int order = 1; order <= HIGHEST; order++) {
                double hertz = order * fundamental.value();
                if (hertz < rate / 2) {
                    Phasor volts = phasor(samples, channels, 2 * phase, hertz / rate);
                    Phasor amps = phasor(samples, channels, 2 * phase + 1, hertz / rate);
                    orders.add(told(order, volts, amps));
                }
            }
            phases.add(orders);
        }
        return new Harmonics(fundamental, phases);
    }

    /// RMS along the cosine and along the sine.
    private record Phasor(double cosine, double sine) {
        double length() {
            return Math.hypot(cosine, sine);
        }
    }

    private static Order told(int order, Phasor volts, Phasor amps) {
        return new Order(
                order,
                new Volts(volts.length()),
                new Amps(amps.length()),
                new Watts(volts.cosine * amps.cosine + volts.sine * amps.sine));
    }

    /// Through a 4-term Blackman-Harris window, whose side lobes lie below −92 dB.
    private static Phasor phasor(double[] samples, int channels, int channel, double turns) {
        int frames = samples.length / channels;
        double weight = 0;
        double cosine = 0;
        double sine = 0;
        for (int n = 0; n < frames; n++) {
            double share = window((n + 0.5) / frames);
            double value = share * samples[n * channels + channel];
            double angle = 2 * Math.PI * turns * n;
            weight += share;
            cosine += value * Math.cos(angle);
            sine += value * Math.sin(angle);
        }
        double scale = Math.sqrt(2) / weight;
        return new Phasor(scale * cosine, scale * sine);
    }

    private static double window(double share) {
        double sum = 0;
        for (int term = 0; term < BLACKMAN_HARRIS.length; term++) {
            sum += BLACKMAN_HARRIS[term] * Math.cos(2 * Math.PI * term * share);
        }
        return sum;
    }

    /// The harmonics of a phase's current together, as a share of its fundamental: 0 where that is
    /// below 10 mA.
    ///
    /// @param phase L1 is 0
    public double currentDistortion(int phase) {
        List<Order> orders = phases.get(phase);
        double fundamentalAmps = orders.getFirst().current().value();
        double squares = 0;
        for (Order order : orders.subList(1, orders.size())) {
            squares += order.current().value() * order.current().value();
        }
        return fundamentalAmps < LEAST_AMPS ? 0 : Math.sqrt(squares) / fundamentalAmps;
    }
}
