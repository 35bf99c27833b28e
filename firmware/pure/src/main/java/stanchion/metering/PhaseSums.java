package stanchion.metering;

import stanchion.link.Report;
import stanchion.units.Amps;
import stanchion.units.Vars;
import stanchion.units.VoltAmperes;
import stanchion.units.Volts;
import stanchion.units.Watts;

/// Weighted sums over the samples of one phase, from which all its electrical values follow.
final class PhaseSums {
    private double weight;
    private double volts;
    private double amps;
    private double voltsSquared;
    private double ampsSquared;
    private double product;
    private double voltsDelayed;
    private double voltsCosine;
    private double voltsSine;
    private double ampsCosine;
    private double ampsSine;
    private double reactive;

    void clear() {
        weight = 0;
        volts = 0;
        amps = 0;
        voltsSquared = 0;
        ampsSquared = 0;
        product = 0;
        voltsDelayed = 0;
        voltsCosine = 0;
        voltsSine = 0;
        ampsCosine = 0;
        ampsSine = 0;
        reactive = 0;
    }

    void add(double share, double volt, double amp) {
        double weightedVolt = share * volt;
        weight += share;
        volts += weightedVolt;
        amps += share * amp;
        voltsSquared += weightedVolt * volt;
        ampsSquared += share * amp * amp;
        product += weightedVolt * amp;
    }

    /// Adds a sample to the fundamental's phasors, which turn with the oscillator.
    void addTurned(double volt, double amp, double weightedCosine, double weightedSine) {
        voltsCosine += weightedCosine * volt;
        voltsSine -= weightedSine * volt;
        ampsCosine += weightedCosine * amp;
        ampsSine -= weightedSine * amp;
    }

    /// Adds a voltage times the voltage a fixed time earlier.
    void addDelayed(double share, double volt, double earlierVolt) {
        voltsDelayed += share * volt * earlierVolt;
    }

    /// Turns the phasors into reactive power, so that sums whose oscillators differ may be merged.
    void closePhasors() {
        reactive = weight == 0 ? 0 : 2 * (voltsSine * ampsCosine - voltsCosine * ampsSine) / weight;
    }

    /// Adds everything but the phasors.
    void merge(PhaseSums other) {
        weight += other.weight;
        volts += other.volts;
        amps += other.amps;
        voltsSquared += other.voltsSquared;
        ampsSquared += other.ampsSquared;
        product += other.product;
        voltsDelayed += other.voltsDelayed;
        reactive += other.reactive;
    }

    double weight() {
        return weight;
    }

    double meanVolts() {
        return mean(volts);
    }

    double meanAmps() {
        return mean(amps);
    }

    /// Mean square of the voltage about its mean.
    double voltsVariance() {
        return mean(voltsSquared) - meanVolts() * meanVolts();
    }

    /// Mean product of the voltage and the earlier voltage, about the mean.
    double delayedCovariance() {
        return mean(voltsDelayed) - meanVolts() * meanVolts();
    }

    /// Mean square of the voltage's fundamental, as far as the oscillator has its frequency.
    double fundamentalSquare() {
        return 2 * (mean(voltsCosine) * mean(voltsCosine) + mean(voltsSine) * mean(voltsSine));
    }

    /// Real part of this voltage phasor times the conjugate of the other.
    double inPhaseWith(PhaseSums other) {
        return voltsCosine * other.voltsCosine + voltsSine * other.voltsSine;
    }

    /// Imaginary part of this voltage phasor times the conjugate of the other.
    double aheadOf(PhaseSums other) {
        return voltsSine * other.voltsCosine - voltsCosine * other.voltsSine;
    }

    double activePower(Coupling coupling) {
        return mean(product) - removed(coupling, meanVolts() * meanAmps());
    }

    Report.Meter.Phase values(Coupling coupling) {
        double voltage = root(mean(voltsSquared) - removed(coupling, meanVolts() * meanVolts()));
        double current = root(mean(ampsSquared) - removed(coupling, meanAmps() * meanAmps()));
        double active = activePower(coupling);
        double apparent = voltage * current;
        return new Report.Meter.Phase(
                new Volts(voltage),
                new Amps(current),
                new Watts(active),
                new Vars(mean(reactive)),
                new VoltAmperes(apparent),
                apparent == 0 ? 0 : Math.clamp(active / apparent, -1, 1));
    }

    private double mean(double sum) {
        return weight == 0 ? 0 : sum / weight;
    }

    private static double removed(Coupling coupling, double product) {
        return switch (coupling) {
            case AC -> product;
            case DC -> 0;
        };
    }

    /// Rounding may leave a silent channel slightly below zero.
    private static double root(double square) {
        return Math.sqrt(Math.max(0, square));
    }
}
