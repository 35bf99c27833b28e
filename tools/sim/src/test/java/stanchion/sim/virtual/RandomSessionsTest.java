package stanchion.sim.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import stanchion.sim.scenario.Parsed;
import stanchion.sim.scenario.ScenarioParser;
import stanchion.sim.scenario.TimelineEntry;

final class RandomSessionsTest {
    @Test
    void everySessionIsAScenario() {
        for (long seed = 0; seed < 2000; seed++) {
            assertThat(ScenarioParser.parse("session", RandomSession.text(seed)))
                    .isInstanceOf(Parsed.Accepted.class);
        }
    }

    @Test
    void sameSeedGivesTheSameTimeline() {
        String first = timeline(7);
        assertThat(timeline(7)).isEqualTo(first);
        assertThat(timeline(8)).isNotEqualTo(first);
    }

    @Test
    void noRandomSessionBreaksAnInvariant() throws InterruptedException {
        SessionStatistics all = Campaign.run(20, 40, 2, so -> {});
        assertThat(all.bad()).as(() -> Kept.sessions(20, all.bad())).isEmpty();
        assertThat(all.sessions()).isEqualTo(40);
        assertThat(all.closures()).isGreaterThan(20);
        assertThat(all.worstOpenMillis()).isBetween(1L, 100L);
    }

    private static String timeline(long seed) {
        List<String> lines = new ArrayList<>();
        SessionRun.of(seed, 3, (TimelineEntry entry) -> lines.add(entry.toString()));
        return String.join("\n", lines);
    }
}
