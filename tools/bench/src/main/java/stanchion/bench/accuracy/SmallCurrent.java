package stanchion.bench.accuracy;

import static java.util.Locale.ROOT;

import java.util.List;
import stanchion.metering.MeterWindow;

/// What a channel with little or no current reads, once the meter has learned its noise.
///
/// @param noise what the channel would read of noise and rounding alone, in amperes
/// @param idle what it reads without a current, RMS over all windows of 0.2 s, in amperes
/// @param little what it reads of [#LITTLE], the same way
record SmallCurrent(FrontEnd frontEnd, double noise, double idle, double little) {
    /// In amperes.
    static final double LITTLE = 0.05;

    private static final double SECONDS = 60;
    private static final int LEARNING_WINDOWS = 100;

    static SmallCurrent measure(FrontEnd frontEnd, long seed) {
        return new SmallCurrent(
                frontEnd,
                frontEnd.noiseAmps(),
                read(frontEnd, Load.sine(0), seed),
                read(frontEnd, Load.sine(LITTLE), seed + 1));
    }

    private static double read(FrontEnd frontEnd, Load load, long seed) {
        List<MeterWindow> windows =
                Firmware.windows(frontEnd.analog(), frontEnd.codes(load, SECONDS, seed));
        List<MeterWindow> learned = windows.subList(LEARNING_WINDOWS, windows.size());
        double squares = 0;
        for (MeterWindow window : learned) {
            double amps = window.phases().getFirst().current().value();
            squares += amps * amps;
        }
        return Math.sqrt(squares / learned.size());
    }

    static String head() {
        return "| samples | noise alone | 0 mA reads | 50 mA reads |\n|---|---|---|---|\n";
    }

    String line() {
        return String.format(
                ROOT,
                "| %s | %.2f mA | %.2f mA | %.2f mA |%n",
                frontEnd.name(),
                1e3 * noise,
                1e3 * idle,
                1e3 * little);
    }
}
