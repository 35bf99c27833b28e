package stanchion.sim.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import stanchion.safety.Fault;
import stanchion.sim.safety.SafetyCase.Row;

/// Every hazard is answered in time, and by somebody's test.
final class SafetyCaseTest {
    private static final int REACTIONS = 4;

    @Test
    void everyProtectiveFunctionKeepsItsLimitAndIsTested() throws IOException {
        List<Row> rows = SafetyCase.rows(42, 1, new Evidence(Path.of("../..")));
        assertThat(rows).hasSize(REACTIONS + Fault.values().length).allMatch(Row::holds);
        assertThat(rows)
                .filteredOn(row -> row.measured().openMillis() < 0)
                .extracting(Row::function)
                .containsExactly(
                        "RESIDUAL_MONITOR_FAILED",
                        "CONTACTOR_WELDED",
                        "STRAY_CURRENT",
                        "INTERLOCK");
    }

    @Test
    void faultIsNeverMeasuredFasterThanItsTableHoldsIt() throws IOException {
        for (Row row : SafetyCase.rows(43, 1, new Evidence(Path.of("../..")))) {
            for (Fault fault : Fault.values()) {
                if (row.function().equals(fault.name()) && row.measured().faultMillis() >= 0) {
                    assertThat(row.measured().faultMillis())
                            .as(row.function())
                            .isBetween(
                                    fault.detection().hold().toMillis(),
                                    fault.detection().limit().toMillis());
                }
            }
        }
    }

    @Test
    void rowThatIsLateOrUntestedOrDidNotHappenDoesNotHold() {
        Measured inTime = new Measured(10, 20, 100, Optional.empty());
        assertThat(row(inTime, List.of("test")).holds()).isTrue();
        assertThat(row(inTime, List.of()).holds()).isFalse();
        assertThat(row(new Measured(10, 20, 101, Optional.empty()), List.of("test")).holds())
                .isFalse();
        assertThat(row(new Measured(101, -1, -1, Optional.empty()), List.of("test")).holds())
                .isFalse();
        assertThat(row(new Measured(10, 20, 30, Optional.of("no fault")), List.of("test")).holds())
                .isFalse();
    }

    @Test
    void worstOfTwoRunsIsTheSlowerOneAndKeepsWhatDidNotHappen() {
        Measured slow = new Measured(10, 50, 70, Optional.empty());
        Measured failed = new Measured(-1, -1, -1, Optional.of("no fault"));
        assertThat(slow.worst(new Measured(20, 30, 90, Optional.empty())))
                .isEqualTo(new Measured(20, 50, 90, Optional.empty()));
        assertThat(slow.worst(failed).missing()).contains("no fault");
        assertThat(failed.worst(slow).missing()).contains("no fault");
    }

    private static Row row(Measured measured, List<String> tests) {
        return new Row("hazard", "FUNCTION", Duration.ofMillis(100), "clause", measured, tests);
    }
}
