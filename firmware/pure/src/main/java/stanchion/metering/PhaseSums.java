package stanchion.metering;

import stanchion.hal.AnalogFrontEnd.AdcScale;
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
    private double noise;

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
        noise = 0;
    }

    /// Adds weighted bundles, everything in one pass over them.
    ///
    /// @param framesEach of a bundle
    void add(Bundles bundles, Stretch stretch, int framesEach) {
        double[] shares = stretch.shares();
        double[] cosines = stretch.oscillator().cosines;
        double[] sines = stretch.oscillator().sines;
        double[] voltValues = bundles.volts;
        double[] ampValues = bundles.amps;
        double[] voltSquares = bundles.voltsSquared;
        double[] ampSquares = bundles.ampsSquared;
        double[] products = bundles.product;
        double[] noises = bundles.noise;
        int earlier = bundles.earlier;
        double frames = weight;
        double voltSum = volts;
        double ampSum = amps;
        double voltSquareSum = voltsSquared;
        double ampSquareSum = ampsSquared;
        double productSum = product;
        double delayed = voltsDelayed;
        double noiseSum = noise;
        double voltCosine = voltsCosine;
        double voltSine = voltsSine;
        double ampCosine = ampsCosine;
        double ampSine = ampsSine;
        for (int at = stretch.from(); at < stretch.to(); at++) {
            double share = shares[at];
            frames += share * framesEach;
            double volt = share * voltValues[earlier + at];
            double amp = share * ampValues[at];
            voltSum += volt;
            ampSum += amp;
            voltSquareSum += share * voltSquares[at];
            ampSquareSum += share * ampSquares[at];
            productSum += share * products[at];
            delayed += volt * voltValues[at];
            noiseSum += share * noises[at];
            voltCosine += volt * cosines[at];
            voltSine -= volt * sines[at];
            ampCosine += amp * cosines[at];
            ampSine -= amp * sines[at];
        }
        weight = frames;
        volts = voltSum;
        amps = ampSum;
        voltsSquared = voltSquareSum;
        ampsSquared = ampSquareSum;
        product = productSum;
        voltsDelayed = delayed;
        noise = noiseSum;
        voltsCosine = voltCosine;
        voltsSine = voltSine;
        ampsCosine = ampCosine;
        ampsSine = ampSine;
    }

    /// Turns sums of values into sums of volts and amperes, and the phasors into reactive power, so
    /// that sums whose oscillators differ may be merged.
    ///
    /// @param step of the oscillator, in radian per bundle
    void close(Sensing sensing, double step) {
        voltsDelayed /= sensing.framesEach();
        double most = Noise.most(sensing.amps().lowestCode(), sensing.amps().highestCode());
        noise =
                Math.min(noise * sensing.framesEach(), most * weight)
                        * sensing.amps().unitsPerCode()
                        * sensing.amps().unitsPerCode();
        AdcScale volt = sensing.volts();
        AdcScale amp = sensing.amps();
        product = about(product, volts, volt, amps, amp);
        voltsDelayed = about(voltsDelayed, volts, volt, volts, volt);
        voltsSquared = about(voltsSquared, volts, volt, volts, volt);
        ampsSquared = about(ampsSquared, amps, amp, amps, amp);
        volts = volt.unitsPerCode() * (volts - volt.zeroCode() * weight);
        amps = amp.unitsPerCode() * (amps - amp.zeroCode() * weight);
        double droop = droop(sensing.framesEach(), step);
        voltsCosine *= volt.unitsPerCode() / droop;
        voltsSine *= volt.unitsPerCode() / droop;
        ampsCosine *= amp.unitsPerCode() / droop;
        ampsSine *= amp.unitsPerCode() / droop;
        reactive = weight == 0 ? 0 : 2 * (voltsSine * ampsCosine - voltsCosine * ampsSine) / weight;
    }

    /// By how much a sum of neighbouring frames is smaller than the frames' amplitudes.
    private static double droop(int frames, double step) {
        double half = step / frames / 2;
        return Math.sin(frames * half) / (frames * Math.sin(half));
    }

    /// A sum of products of values as one of products in their units.
    private double about(double sum, double one, AdcScale ones, double other, AdcScale others) {
        double zeroes = ones.zeroCode() * others.zeroCode() * weight;
        return ones.unitsPerCode()
                * others.unitsPerCode()
                * (sum - ones.zeroCode() * other - others.zeroCode() * one + zeroes);
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
        noise += other.noise;
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

    /// What of the current's mean square is the converter's noise.
    double noiseSquare() {
        return mean(noise);
    }

    double activePower(Idle about) {
        return mean(product)
                - about.volts() * meanAmps()
                - about.amps() * meanVolts()
                + about.volts() * about.amps();
    }

    /// Energy towards the vehicle, in watt-frames.
    double wattFrames(Idle about) {
        return activePower(about) * weight;
    }

    Report.Meter.Phase values(Idle about) {
        double voltage = root(square(voltsSquared, meanVolts(), about.volts()));
        double current = root(square(ampsSquared, meanAmps(), about.amps()) - about.noiseSquare());
        double active = activePower(about);
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

    private double square(double squares, double mean, double about) {
        return mean(squares) - about * (2 * mean - about);
    }

    /// Rounding may leave a silent channel slightly below zero.
    private static double root(double square) {
        return Math.sqrt(Math.max(0, square));
    }
}
