package stanchion.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stanchion.hal.AnalogFrontEnd;
import stanchion.hal.AnalogFrontEnd.AdcScale;
import stanchion.hal.AnalogFrontEnd.PhaseChannels;
import stanchion.hal.MainsBlock;
import stanchion.link.Report;
import stanchion.metering.MainsFrequency.Cause;
import stanchion.metering.MainsFrequency.Tracked;
import stanchion.metering.MainsFrequency.Untracked;
import stanchion.metering.MeterWindow.Defects;
import stanchion.metering.Wave.Converter;

final class MeterTest {
    private static final int RATE = 4800;
    private static final Wave SINE = Wave.sine(230, 16);
    private static final Converter LATE = new Converter(RATE, 16, 0, 0, Duration.ofNanos(-300_000));

    /// Volts or amperes at a frame.
    private interface Signal {
        double at(int frame);
    }

    private static final Signal NOTHING = frame -> 0;

    private static Signal sine(double rms, double hertz) {
        return frame -> rms * Math.sqrt(2) * Math.sin(2 * Math.PI * hertz * frame / RATE + 0.3);
    }

    private static MainsBlock block(long first, int from, int frames, Signal... channels) {
        int[] codes = new int[frames * channels.length];
        for (int n = 0; n < frames; n++) {
            for (int channel = 0; channel < channels.length; channel++) {
                double full = channel % 2 == 0 ? Converter.FULL_VOLTS : Converter.FULL_AMPS;
                double unit = Wave.IDEAL.scale(full).unitsPerCode();
                codes[n * channels.length + channel] =
                        (int) Math.round(channels[channel].at(from + n) / unit);
            }
        }
        return new MainsBlock(first, channels.length, codes);
    }

    private static MainsBlock seconds(double seconds, Signal... channels) {
        return block(0, 0, (int) (seconds * RATE), channels);
    }

    private static Meter meter(int phases) {
        return new Meter(Wave.IDEAL.frontEnd(phases));
    }

    private static double imported(List<MeterWindow> windows) {
        return windows.stream().mapToDouble(window -> window.imported().value()).sum();
    }

    private static double exported(List<MeterWindow> windows) {
        return windows.stream().mapToDouble(window -> window.exported().value()).sum();
    }

    /// A block with a wrong number makes the meter close its window at once.
    private static List<MeterWindow> flush(Meter meter, int channels) {
        return meter.accept(new MainsBlock(1L << 40, channels, new int[channels]));
    }

    @Test
    void sineOf230VoltsAnd16AmpereMeters3680Watts() {
        List<MeterWindow> windows = meter(1).accept(seconds(1, sine(230, 50), sine(16, 50)));
        assertThat(windows).hasSize(3);
        Report.Meter.Phase phase = windows.get(1).phases().getFirst();
        assertThat(phase.voltage().value()).isCloseTo(230, within(1e-4));
        assertThat(phase.current().value()).isCloseTo(16, within(1e-5));
        assertThat(phase.active().value()).isCloseTo(3680, within(2e-3));
        assertThat(phase.reactive().value()).isCloseTo(0, within(2e-3));
        assertThat(phase.apparent().value()).isCloseTo(3680, within(2e-3));
        assertThat(phase.powerFactor()).isCloseTo(1, within(1e-9));
        assertThat(windows.get(1).imported().value()).isCloseTo(3680 * 0.2 / 3600, within(1e-6));
        assertThat(windows.get(1).exported().value()).isZero();
        assertThat(windows.get(1).defects()).isEqualTo(Defects.NONE);
    }

    @Test
    void theFirstWindowIsTwiceAsLongAndAsGood() {
        MeterWindow first = meter(1).accept(seconds(1, sine(230, 60), sine(16, 60))).getFirst();
        assertThat(first.firstFrame()).isZero();
        assertThat(first.frames()).isBetween(1880, 1960);
        assertThat(first.frequency()).isInstanceOf(Tracked.class);
        assertThat(first.phases().getFirst().active().value()).isCloseTo(3680, within(0.1));
        assertThat(first.phases().getFirst().reactive().value()).isCloseTo(0, within(0.1));
    }

    @Test
    void windowsJoinWithoutAGap() {
        List<MeterWindow> windows = meter(1).accept(seconds(10, sine(230, 49.7), sine(16, 49.7)));
        assertThat(windows).hasSizeGreaterThan(45);
        long next = 0;
        for (MeterWindow window : windows) {
            assertThat(window.firstFrame()).isEqualTo(next);
            next += window.frames();
        }
        assertThat(windows.get(7).frames()).isEqualTo(2 * Math.round(5 * RATE / 49.7));
    }

    @Test
    void aWindowAppearsTwentyMillisecondsAfterItsLastFrame() {
        Meter meter = meter(1);
        int given = 0;
        List<MeterWindow> windows = List.of();
        while (windows.isEmpty()) {
            windows = meter.accept(block(given, given, 1, sine(230, 50), sine(16, 50)));
            given++;
        }
        assertThat(given).isCloseTo(windows.getFirst().frames() + RATE / 50, within(4));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 47, 48, 960, 5001})
    void blocksOfAnySizeGiveTheSameWindows(int size) {
        Wave wave = SINE.at(50.3).lagging(0.4).through(LATE);
        Meter whole = new Meter(wave.frontEnd());
        Meter pieces = new Meter(wave.frontEnd());
        MainsBlock all = wave.block(7, 3 * RATE, 1);
        List<MeterWindow> windows = new ArrayList<>();
        for (int from = 0; from < all.frames(); from += size) {
            int to = Math.min(from + size, all.frames());
            int[] codes = Arrays.copyOfRange(all.codes(), 2 * from, 2 * to);
            windows.addAll(pieces.accept(new MainsBlock(7L + from, 2, codes)));
        }
        assertThat(windows).isEqualTo(whole.accept(all)).hasSize(13);
    }

    @Test
    void energyOfAllWindowsIsTheEnergyOfTheStream() {
        Random random = new Random(5);
        double[] load = new double[20 * RATE];
        double amps = 0;
        for (int n = 0; n < load.length; n++) {
            amps = random.nextInt(400) == 0 ? 32 * random.nextDouble() : amps;
            load[n] = sine(amps, 50.2).at(n) + random.nextGaussian();
        }
        Signal volts = sine(230, 50.2);
        MainsBlock block = seconds(20, volts, frame -> load[frame]);
        double unit =
                Wave.IDEAL.scale(Converter.FULL_VOLTS).unitsPerCode()
                        * Wave.IDEAL.scale(Converter.FULL_AMPS).unitsPerCode();
        double truth = 0;
        for (int n = 0; n < block.frames(); n++) {
            truth += (double) block.codes()[2 * n] * block.codes()[2 * n + 1] * unit;
        }
        Meter meter = meter(1);
        List<MeterWindow> windows = new ArrayList<>(meter.accept(block));
        windows.addAll(flush(meter, 2));
        // what a load that steps within a window looks like an offset of the converter
        assertThat(imported(windows)).isCloseTo(truth / RATE / 3600, within(2e-4));
        assertThat(windows.stream().mapToInt(MeterWindow::frames).sum()).isEqualTo(20 * RATE);
    }

    @Test
    void oneWindowsEnergyIsThatOfItsFrames() {
        Signal step = frame -> frame < RATE ? 0 : sine(16, 50).at(frame);
        List<MeterWindow> windows = meter(1).accept(seconds(2, sine(230, 50), step));
        List<MeterWindow> after =
                windows.stream().filter(window -> window.firstFrame() > RATE + 200).toList();
        List<MeterWindow> until =
                windows.stream()
                        .filter(window -> window.firstFrame() + window.frames() < RATE - 200)
                        .toList();
        assertThat(imported(until)).isCloseTo(0, within(1e-9));
        double seconds = after.stream().mapToInt(MeterWindow::frames).sum() / (double) RATE;
        assertThat(imported(after)).isCloseTo(3680 * seconds / 3600, within(1e-6));
    }

    @Test
    void mainsOffIsAReasonAndNoEnergy() {
        List<MeterWindow> windows = meter(1).accept(seconds(1, sine(9, 50), NOTHING));
        assertThat(windows)
                .allMatch(w -> w.frequency().equals(new Untracked(Cause.NO_VOLTAGE)))
                .hasSize(3);
        assertThat(imported(windows)).isZero();
        assertThat(meter(1).accept(seconds(1, sine(11, 50), NOTHING)).getLast().frequency())
                .isInstanceOf(Tracked.class);
        assertThat(windows.getLast().phases().getFirst().powerFactor()).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {20, 40, 43, 67, 80})
    void aFrequencyBeyondTheRangeIsAReason(double hertz) {
        List<MeterWindow> windows = meter(1).accept(seconds(2, sine(230, hertz), NOTHING));
        assertThat(windows.subList(1, windows.size()))
                .allMatch(w -> w.frequency().equals(new Untracked(Cause.OUT_OF_RANGE)));
    }

    @Test
    void aVoltageThatComesAndGoesIsUnsteadyThenFollowed() {
        Signal volts = frame -> frame < RATE || frame > 3 * RATE ? 0 : sine(230, 58).at(frame);
        List<MeterWindow> windows = meter(1).accept(seconds(4, volts, sine(16, 58)));
        for (MeterWindow window : windows) {
            double from = (double) window.firstFrame() / RATE;
            if (from < 0.7 || from > 3.3) {
                assertThat(window.frequency()).isEqualTo(new Untracked(Cause.NO_VOLTAGE));
            } else if (from > 1.4 && from < 2.7) {
                assertThat(window.frequency()).isInstanceOf(Tracked.class);
            }
        }
        assertThat(windows).anyMatch(w -> w.frequency().equals(new Untracked(Cause.UNSTEADY)));
    }

    @Test
    void noiseHasNoFrequency() {
        Random random = new Random(3);
        Signal noise = frame -> 100 * random.nextGaussian();
        List<MeterWindow> windows = meter(1).accept(seconds(3, noise, NOTHING));
        assertThat(windows).noneMatch(w -> w.frequency() instanceof Tracked);
    }

    @Test
    void aJumpInPhaseIsUnsteadyOnce() {
        Signal volts =
                frame ->
                        230
                                * Math.sqrt(2)
                                * Math.sin(
                                        2 * Math.PI * 50 * frame / RATE + (frame < RATE ? 0 : 2));
        List<MeterWindow> windows = meter(1).accept(seconds(3, volts, NOTHING));
        long unsteady =
                windows.stream()
                        .filter(w -> w.frequency().equals(new Untracked(Cause.UNSTEADY)))
                        .count();
        assertThat(unsteady).isBetween(1L, 2L);
        assertThat(windows.getLast().frequency()).isInstanceOf(Tracked.class);
    }

    @Test
    void anOverrunClosesTheWindowAtOnceAndShows() {
        Meter meter = meter(1);
        List<MeterWindow> before = meter.accept(seconds(1.01, sine(230, 50), sine(16, 50)));
        MainsBlock late = block(6000, 6000, 2 * RATE, sine(230, 50), sine(16, 50));
        List<MeterWindow> after = meter.accept(late);
        MeterWindow cut = after.getFirst();
        assertThat(cut.frequency()).isEqualTo(new Untracked(Cause.CUT_SHORT));
        assertThat(cut.defects()).isEqualTo(new Defects(1, 0));
        assertThat(cut.firstFrame() + cut.frames()).isEqualTo(4848);
        assertThat(imported(before) + cut.imported().value())
                .isCloseTo(3680 * 1.01 / 3600, within(1e-3));
        assertThat(after.get(1).firstFrame()).isEqualTo(6000);
        assertThat(after.get(1).frames()).isEqualTo(before.getFirst().frames());
        assertThat(after.subList(1, after.size()))
                .allMatch(w -> w.frequency() instanceof Tracked)
                .allMatch(w -> w.defects().equals(Defects.NONE));
    }

    @Test
    void framesThatStillWaitForABundleAreLostWithTheGapAndNotCounted() {
        Wave wave = SINE.through(LATE);
        Meter meter = new Meter(wave.frontEnd());
        assertThat(meter.accept(wave.block(100, 8, 1))).isEmpty();
        assertThat(meter.accept(wave.block(200, 20, 1))).isEmpty();
        MeterWindow first = meter.accept(wave.block(220, RATE, 1)).getFirst();
        assertThat(first.defects()).isEqualTo(new Defects(1, 0));
        assertThat(first.firstFrame()).isEqualTo(202);
    }

    /// Also inside the 40 ms in which two slices overlap.
    @ParameterizedTest
    @CsvSource({"0, 0", "-300000, 7"})
    void energyIsWholeWhereverTheStreamBreaks(long lagNanos, int warmUp) {
        Wave wave = SINE.through(new Converter(RATE, 24, 0, 0, Duration.ofNanos(lagNanos)));
        for (int broken = 1900; broken < 2900; broken += 37) {
            Meter meter = new Meter(wave.frontEnd());
            List<MeterWindow> windows = new ArrayList<>(meter.accept(wave.block(0, broken, 1)));
            windows.addAll(meter.accept(wave.block(broken + 96, RATE, 1)));
            windows.addAll(flush(meter, 2));
            int frames = windows.stream().mapToInt(MeterWindow::frames).sum();
            assertThat(frames)
                    .as("broken at %d", broken)
                    .isBetween(broken + RATE - 2 * (warmUp + 3), broken + RATE - 2 * warmUp);
            assertThat(imported(windows))
                    .as("broken at %d", broken)
                    .isCloseTo(3680.0 * frames / RATE / 3600, within(0.006));
        }
    }

    @Test
    void reactivePowerOfAWindowCutWhereSlicesOverlapIsThatOfAllItsFrames() {
        Wave wave = SINE.lagging(Math.PI / 2);
        Meter meter = new Meter(wave.frontEnd());
        meter.accept(wave.block(0, 3 * RATE + 528, 1));
        Report.Meter.Phase phase = flush(meter, 2).getFirst().phases().getFirst();
        assertThat(phase.reactive().value()).isCloseTo(3680, within(80.0));
    }

    @Test
    void fourThousandFramesPerSecondAreEnough() {
        Wave wave = SINE.through(new Converter(4000, 16, 0, 0, Duration.ZERO));
        MeterWindow window = new Meter(wave.frontEnd()).accept(wave.block(0, 4000, 1)).getLast();
        assertThat(window.phases().getFirst().active().value()).isCloseTo(3680, within(0.5));
    }

    @Test
    void aNumberingThatStartsAgainIsAnOverrunToo() {
        Meter meter = meter(1);
        List<MeterWindow> before = meter.accept(block(5000, 0, RATE, sine(230, 50), sine(16, 50)));
        List<MeterWindow> after = meter.accept(block(0, 0, RATE, sine(230, 50), sine(16, 50)));
        assertThat(before.getFirst().firstFrame()).isEqualTo(5000);
        assertThat(after.getFirst().defects().overruns()).isEqualTo(1);
        assertThat(after.get(1).firstFrame()).isZero();
    }

    @Test
    void anEmptyBlockIsNoOverrun() {
        Meter meter = meter(1);
        meter.accept(seconds(1, sine(230, 50), sine(16, 50)));
        assertThat(meter.accept(new MainsBlock(0, 2, new int[0]))).isEmpty();
        List<MeterWindow> windows =
                meter.accept(block(RATE, RATE, RATE, sine(230, 50), sine(16, 50)));
        assertThat(windows).allMatch(w -> w.defects().equals(Defects.NONE)).hasSize(5);
    }

    @Test
    void clippedFramesAreCounted() {
        Signal volts = frame -> frame == 3000 ? 500 : frame == 3001 ? -500 : 0;
        Signal amps = frame -> frame == 3000 || frame == 3002 ? 70 : 0;
        int[] codes = seconds(1, volts, amps).codes();
        int top = (1 << 23) - 1;
        for (int n = 0; n < codes.length; n++) {
            codes[n] = Math.clamp(codes[n], -top - 1, top);
        }
        List<MeterWindow> windows = meter(1).accept(new MainsBlock(0, 2, codes));
        assertThat(windows.stream().map(w -> w.defects().clippedFrames())).containsExactly(0, 0, 3);
    }

    @ParameterizedTest
    @ValueSource(longs = {250_000, -500_000})
    void aLagOfWholeFramesIsMadeGood(long lagNanos) {
        Wave wave =
                SINE.lagging(0.4)
                        .through(new Converter(8000, 24, 0, 0, Duration.ofNanos(lagNanos)));
        List<MeterWindow> windows = windowsOf(wave.frontEnd(), wave.block(0, 8000, 1).codes());
        assertThat(windows.getFirst().phases().getFirst().active().value())
                .isCloseTo(wave.trueWatts(), within(0.01));
    }

    /// As with converters that know no negative codes.
    @ParameterizedTest
    @ValueSource(longs = {0, 250_000, -300_000, 104_000, -333_333})
    void aConvertersZeroMayLieAnywhere(long lagNanos) {
        Wave wave =
                SINE.at(50.3)
                        .lagging(0.4)
                        .through(new Converter(RATE, 16, 0, 0, Duration.ofNanos(lagNanos)));
        AnalogFrontEnd about = wave.frontEnd();
        PhaseChannels phase = about.phases().getFirst();
        AnalogFrontEnd above =
                new AnalogFrontEnd(
                        about.pilot(),
                        about.pilotRate(),
                        about.proximity(),
                        about.mainsRate(),
                        List.of(
                                new PhaseChannels(
                                        above(phase.volts(), 32_768),
                                        above(phase.amps(), 20_000),
                                        phase.currentLag())));
        int[] codes = wave.block(0, 5000, 1).codes();
        int[] raised = codes.clone();
        for (int at = 0; at < raised.length; at++) {
            raised[at] += at % 2 == 0 ? 32_768 : 20_000;
        }
        assertThat(windowsOf(above, raised)).isEqualTo(windowsOf(about, codes)).hasSize(5);
    }

    private static AdcScale above(AdcScale scale, int codes) {
        return new AdcScale(
                scale.unitsPerCode(),
                scale.zeroCode() + codes,
                scale.lowestCode() + codes,
                scale.highestCode() + codes);
    }

    /// The last one is cut short.
    private static List<MeterWindow> windowsOf(AnalogFrontEnd analog, int[] codes) {
        Meter meter = new Meter(analog);
        List<MeterWindow> windows = new ArrayList<>(meter.accept(new MainsBlock(0, 2, codes)));
        windows.addAll(flush(meter, 2));
        return windows;
    }

    @Test
    void everyClippedFrameOfALongBlockCountsOnce() {
        int[] codes = seconds(1, NOTHING, NOTHING).codes();
        for (int at = 1; at < codes.length; at += 2) {
            codes[at] = 1 << 23;
        }
        Meter meter = meter(1);
        List<MeterWindow> windows = new ArrayList<>(meter.accept(new MainsBlock(0, 2, codes)));
        windows.addAll(flush(meter, 2));
        assertThat(windows.stream().mapToInt(window -> window.defects().clippedFrames()).sum())
                .isEqualTo(codes.length / 2);
    }

    @Test
    void powerTowardsTheMainsIsNegativeAndNeverLowersTheImport() {
        Signal amps = frame -> (frame < 2 * RATE ? 1 : -1) * sine(16, 50).at(frame);
        List<MeterWindow> windows = meter(1).accept(seconds(4, sine(230, 50), amps));
        MeterWindow last = windows.getLast();
        assertThat(last.phases().getFirst().active().value()).isCloseTo(-3680, within(0.01));
        assertThat(last.phases().getFirst().powerFactor()).isCloseTo(-1, within(1e-6));
        assertThat(last.imported().value()).isZero();
        assertThat(last.exported().value()).isCloseTo(3680 * 0.2 / 3600, within(1e-5));
        double seconds = windows.stream().mapToInt(MeterWindow::frames).sum() / (double) RATE;
        assertThat(imported(windows)).isCloseTo(3680 * 2 / 3600.0, within(3680 * 0.2 / 3600));
        assertThat(imported(windows) - exported(windows))
                .isCloseTo(3680 * (2 - (seconds - 2)) / 3600 + Register.MOST_DEBT, within(1e-3));
    }

    @Test
    void phasesAreMeasuredApartAndCountedTogether() {
        Signal[] channels = {
            sine(230, 50), sine(16, 50), sine(231, 50), sine(10, 50), sine(229, 50), sine(-6, 50)
        };
        MeterWindow window = meter(3).accept(seconds(1, channels)).get(2);
        assertThat(window.phases().stream().map(phase -> Math.round(phase.active().value())))
                .containsExactly(3680L, 2310L, -1374L);
        assertThat(window.phases().stream().map(phase -> Math.round(phase.voltage().value())))
                .containsExactly(230L, 231L, 229L);
        double watts = 3680 + 2310 - 1374;
        assertThat(window.imported().value()).isCloseTo(watts * 0.2 / 3600, within(1e-5));
    }

    @Test
    void theFrequencyIsFoundOnAnyPhase() {
        Signal[] channels = {NOTHING, NOTHING, sine(230, 51), NOTHING};
        MeterWindow window = meter(2).accept(seconds(1, channels)).getLast();
        assertThat(window.frequency())
                .isInstanceOfSatisfying(
                        Tracked.class,
                        f -> assertThat(f.frequency().value()).isCloseTo(51, within(1e-4)));
    }

    @Test
    void anOffsetOfTheConverterIsRemovedFromTheFirstWindowOnAndNeverStepsTheEnergy() {
        Wave wave = SINE.through(new Converter(RATE, 16, 800, 0, Duration.ZERO));
        Meter meter = new Meter(wave.frontEnd());
        List<MeterWindow> windows = meter.accept(wave.block(0, 30 * RATE, 1));
        for (MeterWindow window : windows) {
            Report.Meter.Phase phase = window.phases().getFirst();
            assertThat(phase.voltage().value()).isCloseTo(230, within(0.05));
            assertThat(phase.current().value()).isCloseTo(16, within(0.005));
            assertThat(phase.active().value()).isCloseTo(3680, within(0.2));
        }
    }

    /// To the last digit from the second window on: 1 % of the voltage, 5 % of the current.
    @Test
    void anOffsetOfTheConverterLeavesNoTraceInThePower() {
        Wave plain = SINE.at(50.3).lagging(1);
        Wave shifted = plain.through(new Converter(RATE, 24, 1 << 16, 0, Duration.ZERO));
        List<MeterWindow> without = new Meter(plain.frontEnd()).accept(plain.block(0, RATE, 1));
        List<MeterWindow> with = new Meter(shifted.frontEnd()).accept(shifted.block(0, RATE, 1));
        for (int i = 0; i < without.size(); i++) {
            assertThat(with.get(i).phases().getFirst().active().value())
                    .isCloseTo(
                            without.get(i).phases().getFirst().active().value(), within(3680e-9));
        }
    }

    @Test
    void aLearnedOffsetSparesTheWindowThatIsCutShort() {
        Converter shifted = new Converter(RATE, 16, 800, 0, Duration.ZERO);
        Wave idle = Wave.sine(230, 0).through(shifted);
        Meter fresh = new Meter(idle.frontEnd());
        fresh.accept(idle.block(0, 1900, 1));
        assertThat(flush(fresh, 2).getFirst().phases().getFirst().current().value())
                .isCloseTo(800 * 70 / 32768.0, within(0.05));
        Meter learned = new Meter(idle.frontEnd());
        learned.accept(idle.block(0, 60 * RATE + 2400, 1));
        assertThat(flush(learned, 2).getFirst().phases().getFirst().current().value())
                .isCloseTo(0, within(0.03));
    }

    @Test
    void currentTransformersThatDifferAreEachCompensated() {
        AnalogFrontEnd one = LATE.frontEnd(1);
        AnalogFrontEnd two = new Converter(RATE, 16, 0, 0, Duration.ofMillis(1)).frontEnd(1);
        AnalogFrontEnd three = new Converter(RATE, 16, 0, 0, Duration.ZERO).frontEnd(1);
        AnalogFrontEnd all =
                new AnalogFrontEnd(
                        one.pilot(),
                        one.pilotRate(),
                        one.proximity(),
                        one.mainsRate(),
                        List.of(
                                one.phases().getFirst(),
                                two.phases().getFirst(),
                                three.phases().getFirst()));
        int[][] codes = new int[3][];
        AnalogFrontEnd[] ends = {one, two, three};
        for (int phase = 0; phase < 3; phase++) {
            Duration lag = ends[phase].phases().getFirst().currentLag();
            Wave wave = SINE.lagging(0.3).through(new Converter(RATE, 16, 0, 0, lag));
            codes[phase] = wave.block(0, RATE, 1).codes();
        }
        int[] joined = new int[6 * RATE];
        for (int n = 0; n < joined.length; n++) {
            joined[n] = codes[n % 6 / 2][n / 6 * 2 + n % 2];
        }
        MeterWindow window = new Meter(all).accept(new MainsBlock(0, 6, joined)).getLast();
        for (Report.Meter.Phase phase : window.phases()) {
            assertThat(phase.active().value()).isCloseTo(3680 * Math.cos(0.3), within(0.1));
            assertThat(phase.reactive().value()).isCloseTo(3680 * Math.sin(0.3), within(0.1));
        }
    }

    /// Half a code of noise on a 12 bit converter is 20 mA.
    @Test
    void aChannelWithoutCurrentReadsNothingInsteadOfItsNoise() {
        Converter coarse = new Converter(RATE, 12, 3.3, 0.5, Duration.ZERO);
        Wave idle = Wave.sine(230, 0).through(coarse);
        Wave small = Wave.sine(230, 0.05).through(coarse);
        assertThat(meanCurrent(idle)).isLessThan(0.005);
        assertThat(meanCurrent(small)).isCloseTo(0.05, within(0.003));
    }

    private static double meanCurrent(Wave wave) {
        Meter meter = new Meter(wave.frontEnd());
        double squares = 0;
        int count = 0;
        for (int second = 0; second < 20; second++) {
            for (MeterWindow window :
                    meter.accept(wave.block((long) second * RATE, RATE, second))) {
                double amps = window.phases().getFirst().current().value();
                squares += second < 10 ? 0 : amps * amps;
                count += second < 10 ? 0 : 1;
            }
        }
        return Math.sqrt(squares / count);
    }

    @Test
    void everyPhaseCountsItsOwnEnergyAndTheSumCountsTheDifference() {
        Signal[] channels = {sine(230, 50), sine(10, 50), sine(230, 50), sine(-4, 50)};
        List<MeterWindow> windows = meter(2).accept(seconds(3, channels));
        double hours = windows.stream().mapToInt(MeterWindow::frames).sum() / 3600.0 / RATE;
        double first =
                windows.stream().mapToDouble(w -> w.energies().get(0).imported().value()).sum();
        double second =
                windows.stream().mapToDouble(w -> w.energies().get(1).exported().value()).sum();
        assertThat(first).isCloseTo(2300 * hours, within(1e-3));
        assertThat(second + Register.MOST_DEBT).isCloseTo(920 * hours, within(1e-3));
        assertThat(imported(windows)).isCloseTo(first - second - Register.MOST_DEBT, within(1e-9));
    }

    @Test
    void wrongBlocksAndDescriptionsAreBugs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> meter(1).accept(new MainsBlock(0, 4, new int[4])))
                .withMessageContaining("4 channels instead of 2");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Meter(new Converter(3999, 16, 0, 0, Duration.ZERO).frontEnd(1)))
                .withMessageContaining("4000");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Meter(
                                new Converter(4800, 16, 0, 0, Duration.ofNanos(-10_000_001))
                                        .frontEnd(1)))
                .withMessageContaining("±10 ms");
    }
}
