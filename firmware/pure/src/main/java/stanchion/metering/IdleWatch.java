package stanchion.metering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Learns from steady windows, over some 13 s, what the converters show of their own: slowly
/// drifting offsets, and noise.
///
/// A whole window is free of offsets by itself: power is the covariance of voltage and current, in
/// which they cancel to the last digit. What is too short to tell an offset from the signal is
/// taken about what steady windows have shown.
final class IdleWatch {
    /// Windows of 0.2 s over which is learned.
    private static final double MEMORY = 64;

    private final Coupling coupling;
    private final Idle[] learned;
    private int windows;

    IdleWatch(int phases, Coupling coupling) {
        this.coupling = coupling;
        learned = new Idle[phases];
        Arrays.fill(learned, Idle.NOTHING);
    }

    /// Takes a window over which the mains were steady.
    void learn(Slice window) {
        windows++;
        double share = Math.max(1 / MEMORY, 1.0 / windows);
        for (int phase = 0; phase < learned.length; phase++) {
            PhaseSums shown = window.phase(phase);
            Idle before = learned[phase];
            learned[phase] =
                    new Idle(
                            before.volts() + share * (shown.meanVolts() - before.volts()),
                            before.amps() + share * (shown.meanAmps() - before.amps()),
                            before.noiseSquare()
                                    + share * (shown.noiseSquare() - before.noiseSquare()));
        }
    }

    /// Of a whole window: its own means, unless they belong to the signal.
    List<Idle> of(Slice window) {
        return switch (coupling) {
            case AC -> shownBy(window);
            case DC -> learned();
        };
    }

    private List<Idle> shownBy(Slice window) {
        List<Idle> shown = new ArrayList<>(learned.length);
        for (int phase = 0; phase < learned.length; phase++) {
            PhaseSums sums = window.phase(phase);
            double noise = learned[phase].noiseSquare();
            shown.add(new Idle(sums.meanVolts(), sums.meanAmps(), noise));
        }
        return shown;
    }

    /// As far as it is known.
    List<Idle> learned() {
        return List.of(learned);
    }
}
