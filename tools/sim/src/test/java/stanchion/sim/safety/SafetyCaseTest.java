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
    private static final long LOOK_AND_CYCLE_MILLIS = 20;

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
    void faultIsMeasuredInTheTimeThatItsTableGivesNeitherSoonerNorLater() throws IOException {
        for (Row row : SafetyCase.rows(43, 1, new Evidence(Path.of("../..")))) {
            for (Fault fault : Fault.values()) {
                if (row.function().equals(fault.name()) && row.measured().faultMillis() >= 0) {
                    assertThat(row.measured().faultMillis())
                            .as(row.function())
                            .isBetween(
                                    fault.detection().hold().toMillis(),
                                    fault.detection().time().toMillis()
                                            + LOOK_AND_CYCLE_MILLIS
                                            + beforeMillis(fault));
                }
            }
        }
    }

    /// What goes by between what the simulator does and what the function can see.
    private static long beforeMillis(Fault fault) {
        return switch (fault) {
            case GROUND_FAULT -> 100; // the monitor's own time
            case RESIDUAL_MONITOR_FAILED ->
                    500; // until a closed S2 is believed, which begins the test
            case CONTACTOR_WELDED -> 30; // until an open S2 is seen and the command opens
            case LOOP_OVERRUN -> 50; // a stall of 300 ms
            default -> 0;
        };
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
        assertThat(row(new Measured(10, 51, 100, Optional.empty()), List.of("test")).holds())
                .isFalse();
    }

    @Test
    void noCellOfThePageIsEmptyAndTheSlowestCommandIsTold() throws IOException {
        List<Row> rows = SafetyCase.rows(44, 1, new Evidence(Path.of("../..")));
        String page = SafetyCasePage.text(rows, "once");
        assertThat(page.lines().filter(line -> line.startsWith("| ")))
                .hasSize(rows.size() + 1)
                .noneMatch(line -> line.matches(".*\\|\\s*-?\\s*\\|.*") || line.contains("-1 ms"));
        assertThat(SafetyCase.slowestSwiftCommandMillis(rows)).isBetween(10L, 50L);
        assertThat(page).contains("the command has 50 ms");
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
        Duration limit = Duration.ofMillis(100);
        return new Row("hazard", "FUNCTION", limit, "clause", Aim.OPENS, measured, tests);
    }
}
