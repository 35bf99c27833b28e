package stanchion.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import stanchion.link.Report;
import stanchion.metering.Wave.Converter;
import stanchion.metering.Wave.Harmonic;

/// How exact the meter is, window by window of 0.2 s, after the first one: in parts per million of
/// the apparent power, for each converter, frequency, phase shift, distortion and current.
final class AccuracyTest {
    private static final Duration LAG = Duration.ofNanos(123_456);

    /// A converter and what a window may be off at 16 A, in ppm: it is the converter's noise.
    private record Grade(Converter converter, double ppm) {}

    private static final List<Grade> GRADES =
            List.of(
                    new Grade(new Converter(4800, 12, 3.3, 0.5, LAG), 250),
                    new Grade(new Converter(4800, 16, -40.3, 0.5, LAG), 20),
                    new Grade(new Converter(8000, 24, 211, 24, LAG.negated()), 3),
                    new Grade(new Converter(8000, 24, 211, 24, Duration.ZERO), 3));

    private static final Wave SINE = Wave.sine(230, 16);

    static Stream<Arguments> waves() {
        return Stream.of(
                Arguments.of("50 Hz", SINE),
                Arguments.of("49 Hz", SINE.at(49)),
                Arguments.of("49.5 Hz", SINE.at(49.5)),
                Arguments.of("50.5 Hz", SINE.at(50.5)),
                Arguments.of("51 Hz", SINE.at(51)),
                Arguments.of("60 Hz", SINE.at(60)),
                Arguments.of("45 Hz", SINE.at(45)),
                Arguments.of("55 Hz, between five and six cycles a slice", SINE.at(55)),
                Arguments.of("65 Hz", SINE.at(65)),
                Arguments.of("drift 0.1 Hz/s", SINE.drifting(0.1)),
                Arguments.of("drift -0.5 Hz/s", SINE.drifting(-0.5)),
                Arguments.of("power factor 0.9, lagging", SINE.lagging(Math.acos(0.9))),
                Arguments.of("power factor 0.5, lagging", SINE.lagging(Math.acos(0.5))),
                Arguments.of("power factor 0.5, leading", SINE.lagging(-Math.acos(0.5))),
                Arguments.of("power factor -1", SINE.lagging(Math.PI)),
                Arguments.of("third harmonic 15 %", SINE.with(new Harmonic(3, 0.15, 0.15, 0.5))),
                Arguments.of(
                        "harmonics of a charger",
                        SINE.with(
                                new Harmonic(3, 0.02, 0.10, 0.5),
                                new Harmonic(5, 0.03, 0.08, 1.5),
                                new Harmonic(7, 0.02, 0.06, 2.5),
                                new Harmonic(11, 0.01, 0.04, -0.5),
                                new Harmonic(13, 0.01, 0.03, -2.5))),
                Arguments.of("fifth harmonic 10/40 %", SINE.with(new Harmonic(5, 0.1, 0.4, 0.5))),
                Arguments.of("second harmonic", SINE.with(new Harmonic(2, 0.01, 0.1, 0.5))),
                Arguments.of("1 A", Wave.sine(230, 1)),
                Arguments.of("6 A", Wave.sine(230, 6)),
                Arguments.of("32 A", Wave.sine(230, 32)),
                Arguments.of("120 V 60 Hz", Wave.sine(120, 16).at(60)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waves")
    void everyWindowIsAsExactAsItsConverter(String name, Wave wave) {
        for (Grade grade : GRADES) {
            Wave seen = wave.through(grade.converter());
            double noise =
                    grade.ppm() * Math.max(1, 16 / wave.amps()) * Math.max(1, 230 / wave.volts());
            List<MeterWindow> windows = windows(seen);
            assertThat(windows).hasSizeGreaterThan(12);
            for (MeterWindow window : windows.subList(1, windows.size())) {
                String where = name + " " + grade + " at frame " + window.firstFrame();
                assertThat(worst(seen, window)).as(where).isLessThan(noise);
                assertThat(hertzError(seen, window)).as(where).isLessThan(0.002);
            }
        }
    }

    private static List<MeterWindow> windows(Wave wave) {
        Meter meter = new Meter(wave.frontEnd());
        int frames = (int) (3 * wave.converter().rate());
        return new ArrayList<>(meter.accept(wave.block(0, frames, 1)));
    }

    /// The worst of the values, in ppm of the apparent power.
    private static double worst(Wave wave, MeterWindow window) {
        Report.Meter.Phase phase = window.phases().getFirst();
        double apparent = wave.trueVolts() * wave.trueAmps();
        double seconds = window.frames() / wave.converter().rate();
        double joules = 3600 * (window.imported().value() - window.exported().value());
        return 1e6
                * Stream.of(
                                (phase.active().value() - wave.trueWatts()) / apparent,
                                (phase.reactive().value() - wave.trueVars()) / apparent,
                                phase.apparent().value() / apparent - 1,
                                phase.voltage().value() / wave.trueVolts() - 1,
                                phase.current().value() / wave.trueAmps() - 1,
                                phase.powerFactor() - wave.trueWatts() / apparent,
                                joules / seconds / apparent - wave.trueWatts() / apparent)
                        .mapToDouble(Math::abs)
                        .max()
                        .orElseThrow();
    }

    private static double hertzError(Wave wave, MeterWindow window) {
        double middle = (window.firstFrame() + window.frames() / 2.0) / wave.converter().rate();
        double expected = wave.hertz() + wave.hertzPerSecond() * middle;
        return switch (window.frequency()) {
            case MainsFrequency.Tracked(var hertz) -> Math.abs(hertz.value() - expected);
            case MainsFrequency.Untracked _ -> Double.MAX_VALUE;
        };
    }
}
