package stanchion.bench.accuracy;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// A steady mains and what it feeds, with its true active power.
///
/// @param volts RMS of the voltage's fundamental
/// @param amps RMS of the current's fundamental
/// @param hertz at the beginning
/// @param hertzPerSecond drift
/// @param lagRadians of the current's fundamental behind the voltage's
/// @param harmonics of both
record Load(
        double volts,
        double amps,
        double hertz,
        double hertzPerSecond,
        double lagRadians,
        List<Harmonic> harmonics) {
    private static final double FIRST_PHASE = 0.7;

    /// One harmonic.
    ///
    /// @param voltShare of the fundamental's voltage
    /// @param ampShare of the fundamental's current
    /// @param ampLagRadians of its current behind its voltage
    record Harmonic(int order, double voltShare, double ampShare, double ampLagRadians) {}

    /// What an on-board charger draws: about 15 % distortion of the current.
    static final List<Harmonic> CHARGER =
            List.of(
                    new Harmonic(3, 0.02, 0.10, 0.5),
                    new Harmonic(5, 0.03, 0.08, 1.5),
                    new Harmonic(7, 0.02, 0.06, 2.5),
                    new Harmonic(11, 0.01, 0.04, -0.5),
                    new Harmonic(13, 0.01, 0.03, -2.5));

    /// A rough rectifier on a bad mains.
    static final List<Harmonic> RECTIFIER = List.of(new Harmonic(5, 0.10, 0.40, 0.5));

    Load {
        harmonics = List.copyOf(harmonics);
    }

    static Load sine(double amps) {
        return new Load(230, amps, 50, 0, 0, List.of());
    }

    Load at(double other) {
        return new Load(volts, amps, other, hertzPerSecond, lagRadians, harmonics);
    }

    Load drifting(double hertzEachSecond) {
        return new Load(volts, amps, hertz, hertzEachSecond, lagRadians, harmonics);
    }

    /// @param factor of the fundamental, 0…1; the current is late, or early
    Load lagging(double factor) {
        return turned(StrictMath.acos(factor));
    }

    Load leading(double factor) {
        return turned(-StrictMath.acos(factor));
    }

    private Load turned(double radians) {
        return new Load(volts, amps, hertz, hertzPerSecond, radians, harmonics);
    }

    Load with(List<Harmonic> others) {
        return new Load(volts, amps, hertz, hertzPerSecond, lagRadians, others);
    }

    double voltAt(double seconds) {
        double phase = phase(seconds);
        double sum = StrictMath.sin(phase);
        for (Harmonic harmonic : harmonics) {
            sum += harmonic.voltShare * StrictMath.sin(harmonic.order * phase);
        }
        return StrictMath.sqrt(2) * volts * sum;
    }

    double ampAt(double seconds) {
        double phase = phase(seconds);
        double sum = StrictMath.sin(phase - lagRadians);
        for (Harmonic harmonic : harmonics) {
            double late = harmonic.order * phase - harmonic.ampLagRadians;
            sum += harmonic.ampShare * StrictMath.sin(late);
        }
        return StrictMath.sqrt(2) * amps * sum;
    }

    private double phase(double seconds) {
        return 2 * Math.PI * (hertz + hertzPerSecond * seconds / 2) * seconds + FIRST_PHASE;
    }

    double trueWatts() {
        double share = StrictMath.cos(lagRadians);
        for (Harmonic harmonic : harmonics) {
            share +=
                    harmonic.voltShare * harmonic.ampShare * StrictMath.cos(harmonic.ampLagRadians);
        }
        return volts * amps * share;
    }

    double trueVolts() {
        return volts * Math.sqrt(1 + squares(Harmonic::voltShare));
    }

    double trueAmps() {
        return amps * Math.sqrt(1 + squares(Harmonic::ampShare));
    }

    private double squares(ToDoubleFunction<Harmonic> share) {
        return harmonics.stream()
                .mapToDouble(
                        harmonic -> share.applyAsDouble(harmonic) * share.applyAsDouble(harmonic))
                .sum();
    }

    /// RMS of a harmonic; order 1 is the fundamental.
    double voltsOf(int order) {
        return volts * (order == 1 ? 1 : sum(order, Harmonic::voltShare));
    }

    double ampsOf(int order) {
        return amps * (order == 1 ? 1 : sum(order, Harmonic::ampShare));
    }

    private double sum(int order, ToDoubleFunction<Harmonic> share) {
        return harmonics.stream()
                .filter(harmonic -> harmonic.order() == order)
                .mapToDouble(share)
                .sum();
    }
}
