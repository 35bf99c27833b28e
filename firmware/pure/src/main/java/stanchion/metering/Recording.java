package stanchion.metering;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import stanchion.hal.AnalogFrontEnd;
import stanchion.link.Report;
import stanchion.metering.MainsFrequency.Cause;
import stanchion.metering.MainsFrequency.Tracked;
import stanchion.metering.MainsFrequency.Untracked;
import stanchion.metering.WaveMeter.Measured;
import stanchion.metering.WaveMeter.Trust;
import stanchion.units.Hertz;
import stanchion.units.Vars;
import stanchion.units.WattHours;

/// A finished recording in volts and amperes, measured as a whole by the meter's own code.
///
/// Energy is the integral of voltage times current over every frame, negative towards the mains.
/// The other values are those of as many whole mains cycles as the recording holds, taken from its
/// middle. Frequency and the reactive power of the fundamental follow the mains window by window
/// where the recording is long enough for windows (about 0.45 s).
public final class Recording {
    /// What a recording says.
    public sealed interface Outcome {}

    /// The values of the recording.
    ///
    /// @param phases L1 first; without a frequency the values are those of all frames, and reactive
    ///   power is 0
    /// @param frequency the mean, or why there is none
    /// @param energy all phases, negative towards the mains
    /// @param length of the recording
    public record Analysed(
            List<Report.Meter.Phase> phases,
            MainsFrequency frequency,
            WattHours energy,
            Duration length)
            implements Outcome {
        public Analysed {
            phases = List.copyOf(phases);
        }
    }

    /// The recording does not hold two mains cycles.
    ///
    /// @param length of the recording
    /// @param needed two cycles at 45 Hz
    public record TooShort(Duration length, Duration needed) implements Outcome {}

    /// What a recording says about harmonics.
    public sealed interface Spectrum {}

    /// The harmonics of a recording with a frequency.
    public record Resolved(Harmonics harmonics) implements Spectrum {}

    /// No frequency, so no harmonics.
    public record Unresolved(Cause why) implements Spectrum {}

    private static final double LEAST_VOLTS = 1e-3;
    private static final double SECONDS_PER_HOUR = 3600;
    private static final double NEEDED_SECONDS = 2 / 45.0;

    /// How much of a last frame may be missing from a whole cycle.
    private static final double MISSING_FRAME = 0.25;

    private final double rate;
    private final Coupling coupling;
    private final double[] frame;
    private double[] samples;
    private int frames;

    /// @param rate frames per second
    /// @param phases how many
    public Recording(Hertz rate, int phases, Coupling coupling) {
        this.rate = rate.value();
        this.coupling = coupling;
        frame = new double[2 * phases];
        samples = new double[2 * phases * 4096];
    }

    /// A stretch of a charger's own codes, without a gap, measured as its meter does: offsets do
    /// not belong to the signal, and the transformers' lag is made good.
    ///
    /// @param codes of whole frames, `V1 I1 [V2 I2 [V3 I3]]`
    public static Recording of(AnalogFrontEnd analog, int[] codes) {
        int phases = analog.phases().size();
        Recording recording = new Recording(analog.mainsRate(), phases, Coupling.AC);
        recording.samples = Simultaneous.values(analog, codes);
        recording.frames = recording.samples.length / recording.frame.length;
        return recording;
    }

    /// Appends one frame, `V1 I1 [V2 I2 [V3 I3]]`.
    public void add(double... voltsAndAmps) {
        if (voltsAndAmps.length != frame.length) {
            throw new IllegalArgumentException(
                    voltsAndAmps.length + " values instead of " + frame.length);
        }
        int at = frames * frame.length;
        if (at == samples.length) {
            samples = Arrays.copyOf(samples, 2 * at + frame.length);
        }
        System.arraycopy(voltsAndAmps, 0, samples, at, frame.length);
        frames++;
    }

    /// Measures all frames.
    public Outcome analyse() {
        Slice all = stretch(0, frames, FrequencyTracker.NOMINAL);
        Streamed streamed = streamed();
        MainsFrequency frequency = streamed.frequency().orElseGet(() -> repetition(all));
        return switch (frequency) {
            case Tracked(Hertz hertz) -> analysed(wholeCycles(hertz.value()), streamed, frequency);
            case Untracked(Cause why) when why == Cause.CUT_SHORT ->
                    new TooShort(length(), seconds(NEEDED_SECONDS));
            case Untracked _ -> analysed(all, streamed, frequency);
        };
    }

    /// Finds the harmonics up to the 20th; a second is a good length.
    public Spectrum harmonics() {
        Streamed streamed = streamed();
        MainsFrequency frequency =
                streamed.frequency()
                        .orElseGet(() -> repetition(stretch(0, frames, FrequencyTracker.NOMINAL)));
        return switch (frequency) {
            case Tracked(Hertz hertz) ->
                    new Resolved(
                            Harmonics.of(
                                    Arrays.copyOf(samples, frames * frame.length),
                                    frame.length,
                                    rate,
                                    hertz));
            case Untracked(Cause why) -> new Unresolved(why);
        };
    }

    /// What the windows say, if the recording is long enough for any.
    private Streamed streamed() {
        int phases = frame.length / 2;
        Streamed streamed = new Streamed(phases);
        WaveMeter meter = new WaveMeter(rate, 1, plain(phases), new Trust(coupling, LEAST_VOLTS));
        Bundles[] bundles = bundles(WaveMeter.delay(rate, 1));
        for (int from = 0; from < frames; from += Bundles.CAPACITY) {
            int count = Math.min(Bundles.CAPACITY, frames - from);
            load(bundles, from, count);
            meter.accept(bundles, count, streamed::add);
        }
        return streamed;
    }

    private static List<Sensing> plain(int phases) {
        return Collections.nCopies(phases, Sensing.PLAIN);
    }

    private Bundles[] bundles(int earlier) {
        Bundles[] bundles = new Bundles[frame.length / 2];
        for (int phase = 0; phase < bundles.length; phase++) {
            bundles[phase] = new Bundles(earlier);
        }
        return bundles;
    }

    private void load(Bundles[] bundles, int from, int count) {
        for (int phase = 0; phase < bundles.length; phase++) {
            for (int n = 0; n < count; n++) {
                int at = (from + n) * frame.length + 2 * phase;
                bundles[phase].set(n, samples[at], samples[at + 1]);
            }
        }
    }

    /// The frequency of a recording too short for windows; CUT_SHORT where two cycles might be
    /// missing.
    private MainsFrequency repetition(Slice all) {
        double variance = 0;
        double[][] volts = new double[frame.length / 2][frames];
        for (int phase = 0; phase < volts.length; phase++) {
            variance += all.phase(phase).voltsVariance();
            for (int n = 0; n < frames; n++) {
                volts[phase][n] = samples[n * frame.length + 2 * phase];
            }
        }
        if (variance <= LEAST_VOLTS * LEAST_VOLTS) {
            return new Untracked(frames == 0 ? Cause.CUT_SHORT : Cause.NO_VOLTAGE);
        }
        OptionalDouble period = new Period(rate, volts, variance).find();
        if (period.isPresent()) {
            return new Tracked(new Hertz(rate / period.getAsDouble()));
        }
        return new Untracked(frames < NEEDED_SECONDS * rate ? Cause.CUT_SHORT : Cause.UNSTEADY);
    }

    private Slice wholeCycles(double hertz) {
        double cycles = Math.floor((frames + MISSING_FRAME) * hertz / rate);
        double covered = cycles * rate / hertz;
        return stretch((frames - covered) / 2, covered, hertz);
    }

    /// Sums over `covered` frames from `first` on, neither of which need be whole: frames at the
    /// edges count as a line drawn through the samples would.
    private Slice stretch(double first, double covered, double hertz) {
        Slice slice = new Slice(frame.length / 2);
        Oscillator oscillator = new Oscillator(rate, hertz);
        Bundles[] bundles = bundles(0);
        double[] shares = new double[Bundles.CAPACITY];
        double from = first - 0.5;
        for (int start = 0; start < frames; start += Bundles.CAPACITY) {
            int count = Math.min(Bundles.CAPACITY, frames - start);
            load(bundles, start, count);
            for (int n = 0; n < count; n++) {
                shares[n] = share(start + n, from, from + covered);
            }
            oscillator.turn(0, count);
            slice.add(bundles, new Stretch(shares, 0, count, start, oscillator), 1);
        }
        slice.close(frames, plain(frame.length / 2), oscillator.step());
        return slice;
    }

    private double share(int n, double from, double to) {
        double share = hat(to - n) - hat(from - n);
        share += n == 0 ? hat(to + 1) - hat(from + 1) : 0;
        share += n == frames - 1 ? hat(to - frames) - hat(from - frames) : 0;
        return share;
    }

    /// The integral up to `x` of a triangle over −1…1.
    private static double hat(double x) {
        double edge = 1 - Math.min(1, Math.abs(x));
        return x < 0 ? edge * edge / 2 : 1 - edge * edge / 2;
    }

    private Analysed analysed(Slice slice, Streamed streamed, MainsFrequency frequency) {
        List<Report.Meter.Phase> phases = new ArrayList<>();
        double joules = 0;
        for (int phase = 0; phase < frame.length / 2; phase++) {
            PhaseSums sums = slice.phase(phase);
            Idle about = about(sums);
            phases.add(streamed.refined(phase, sums.values(about), frequency));
            joules += joules(phase, about);
        }
        return new Analysed(phases, frequency, new WattHours(joules / SECONDS_PER_HOUR), length());
    }

    private Idle about(PhaseSums sums) {
        return switch (coupling) {
            case AC -> new Idle(sums.meanVolts(), sums.meanAmps(), 0);
            case DC -> Idle.NOTHING;
        };
    }

    private double joules(int phase, Idle about) {
        double sum = 0;
        for (int at = 2 * phase; at < frames * frame.length; at += frame.length) {
            sum += (samples[at] - about.volts()) * (samples[at + 1] - about.amps());
        }
        return sum / rate;
    }

    private Duration length() {
        return seconds(frames / rate);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    /// The steady windows of a recording, gathered.
    private static final class Streamed {
        private final double[] reactive;
        private double weight;
        private double hertz;
        private Optional<MainsFrequency> untracked = Optional.empty();

        Streamed(int phases) {
            reactive = new double[phases];
        }

        void add(Measured window) {
            switch (window.frequency()) {
                case Tracked(Hertz frequency) -> addTracked(window, frequency.value());
                case Untracked why -> untracked = Optional.of(why);
            }
        }

        private void addTracked(Measured window, double frequency) {
            double frames = window.sums().frames();
            weight += frames;
            hertz += frames * frequency;
            for (int phase = 0; phase < reactive.length; phase++) {
                Report.Meter.Phase values = window.values(phase);
                reactive[phase] += frames * values.reactive().value();
            }
        }

        /// The mean frequency, else why there was none; empty when there was no window.
        Optional<MainsFrequency> frequency() {
            return weight == 0 ? untracked : Optional.of(new Tracked(new Hertz(hertz / weight)));
        }

        /// The values with the reactive power that followed the frequency, where there is one.
        Report.Meter.Phase refined(int phase, Report.Meter.Phase values, MainsFrequency frequency) {
            double vars =
                    switch (frequency) {
                        case Untracked _ -> 0;
                        case Tracked _ when weight == 0 -> values.reactive().value();
                        case Tracked _ -> reactive[phase] / weight;
                    };
            return new Report.Meter.Phase(
                    values.voltage(),
                    values.current(),
                    values.active(),
                    new Vars(vars),
                    values.apparent(),
                    values.powerFactor());
        }
    }
}
