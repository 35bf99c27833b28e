package stanchion.bench.year;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.bench.year.Plan.Span;

/// Every charge and every quarter of an hour is kept (regulation 9), whatever becomes of power,
/// clocks and gateway: a month of what `./run year` lives a year of.
final class Regulation9HistoryOfAYearTest {
    private static final Span MONTH =
            new Span(Instant.parse("2026-03-15T00:00:00Z"), Instant.parse("2026-04-15T00:00:00Z"));

    @TempDir private Path folder;

    @Test
    void monthInWhichTheClocksGoForwardIsComplete() throws Exception {
        Audit audit = Year.live(folder, Plan.draw(MONTH, 60, new Random(7)), 10);
        assertThat(audit.findings()).isEmpty();
        assertThat(audit.facts())
                .containsEntry("sessions in the history", "60")
                .containsEntry("quarter-hours on 2026-03-29", "92");
    }

    @Test
    void sessionAndEnergyThatTheHistoryDoesNotHaveAreMissed() throws Exception {
        Truth truth = new Truth();
        truth.step(MONTH.begin(), 1_000_000);
        truth.ended(new Truth.Session(MONTH.begin(), MONTH.begin().plusSeconds(60), 1_000_000));
        Audit audit = Audit.of(folder.resolve("history.db"), truth, MONTH);
        assertThat(audit.text())
                .contains("MISSED 1 sessions were, 0 are kept")
                .contains("MISSED no quarter-hour of 2026-03-15T00:00:00Z")
                .contains("MISSED energy: 1000000 uWh flowed, kept 0");
    }
}
