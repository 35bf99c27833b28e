package stanchion.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The statement of accuracy says what the meter does today.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StatementTest {
    private static final Path PAGE =
            Path.of("../../firmware/pure/src/main/java/stanchion/metering/accuracy.md");

    private Results results = new Results(List.of(), List.of(), List.of(), List.of());

    @BeforeAll
    void measure() {
        results = Results.measure(Statement.SECONDS, Statement.SEED, Progress.NONE);
    }

    @Test
    void thePageIsTheOneTheMeasurementWrites() throws IOException {
        assertThat(Files.readString(PAGE))
                .as("stale: ./run meter-accuracy --statement > " + PAGE.normalize())
                .isEqualTo(Statement.text(results));
    }

    @Test
    void everyGoalIsMet() {
        assertThat(results.goals()).hasSize(6).allMatch(Goal::isMet);
    }

    /// Two meters that are known to be worse are seen to be.
    @Test
    void cuttingBetweenSamplesCostsWhatTheTableSays() {
        Row row = Row.measure(new Row.Case("", Load.sine(16).at(50.5)), FrontEnd.BITS_16, 10, 1);
        assertThat(row.naive().worst()).isGreaterThan(row.peer().worst());
        assertThat(row.peer().worst()).isGreaterThan(20 * row.second().worst());
    }

    @Test
    void theFloorIsWhatNoiseAloneMakesOfAPerfectMean() {
        FrontEnd frontEnd = FrontEnd.BITS_12.seenLate(Duration.ZERO);
        Load load = Load.sine(16);
        double squares = 0;
        int windows = 500;
        for (int seed = 0; seed < windows; seed++) {
            int[] codes = frontEnd.codes(load, 0.2, seed);
            double exact = 0;
            double seen = 0;
            for (int n = 0; n < codes.length / 2; n++) {
                double volt = load.voltAt(n / frontEnd.rate());
                double amp = load.ampAt(n / frontEnd.rate());
                exact += volt * amp;
                seen += volts(frontEnd, codes[2 * n]) * amps(frontEnd, codes[2 * n + 1]);
            }
            double ppm = 1e6 * (seen - exact) / (codes.length / 2.0) / load.trueWatts();
            squares += ppm * ppm;
        }
        double floor = frontEnd.floorPpm(load, 0.2 * frontEnd.rate());
        assertThat(Math.sqrt(squares / windows) / floor).isBetween(0.9, 1.1);
    }

    private static double volts(FrontEnd frontEnd, int code) {
        return frontEnd.analog().phases().getFirst().volts().valueOf(code - frontEnd.offsetCodes());
    }

    private static double amps(FrontEnd frontEnd, int code) {
        return frontEnd.analog().phases().getFirst().amps().valueOf(code - frontEnd.offsetCodes());
    }
}
