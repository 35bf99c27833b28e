package stanchion.charger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import stanchion.link.Report;
import stanchion.session.EventName;

/// What the loop will meet has been met before.
final class RehearsalTest {
    @Test
    void aVehicleIsChargedAndAResidualCurrentOpens() {
        List<Report> reports = Rehearsal.run(Boards.bench());
        assertThat(reports)
                .filteredOn(Report.Event.class::isInstance)
                .extracting(report -> ((Report.Event) report).name())
                .containsSubsequence(
                        EventName.VEHICLE_CONNECTED.name(),
                        EventName.RESIDUAL_TEST_PASSED.name(),
                        EventName.CHARGE_STARTED.name(),
                        EventName.FAULT_RAISED.name(),
                        EventName.VEHICLE_DISCONNECTED.name())
                .containsOnlyOnce(EventName.FAULT_RAISED.name());
        assertThat(reports).hasAtLeastOneElementOfType(Report.Meter.class);
        assertThat(reports).hasAtLeastOneElementOfType(Report.Session.class);
    }
}
