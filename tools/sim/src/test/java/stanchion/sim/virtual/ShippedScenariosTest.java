package stanchion.sim.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stanchion.replay.Replay;
import stanchion.sim.scenario.Parsed;
import stanchion.sim.scenario.Scenario;
import stanchion.sim.scenario.ScenarioParser;
import stanchion.sim.scenario.ScenarioRunner;
import stanchion.sim.scenario.TimelineEntry;
import stanchion.sim.virtual.VirtualTarget.Fidelity;

/// Every scenario of `tools/scenarios` holds on virtual time, whatever the parts are, and its
/// journal leads to the same decisions once more.
final class ShippedScenariosTest {
    static List<Path> scenarios() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", "scenarios"))) {
            return files.filter(file -> file.toString().endsWith(".scenario")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void scenarioHoldsWithAnyParts(Path file) throws IOException {
        for (long seed = 1; seed <= 2; seed++) {
            Parsed parsed = ScenarioParser.parse(file.toString(), Files.readString(file));
            assertThat(parsed).isInstanceOf(Parsed.Accepted.class);
            Scenario scenario = ((Parsed.Accepted) parsed).scenario();
            if (scenario.needsProcesses().isPresent()) {
                return; // versions and their crashes: the tests of the bench run these
            }
            Journalled journal = new Journalled();
            VirtualTarget target = VirtualBench.charger(seed, Fidelity.WAVEFORMS, journal);
            List<TimelineEntry> timeline = new ArrayList<>();
            new ScenarioRunner(target, timeline::add).run(scenario);
            String run = file.getFileName() + ".seed" + seed;
            Supplier<String> again = () -> Kept.journal(run, journal);
            assertThat(timeline)
                    .as(again)
                    .noneMatch(entry -> entry.kind() == TimelineEntry.Kind.FAIL);
            assertThat(target.truth().violations()).as(again).isEmpty();
            assertThat(target.interventions()).as(again).isZero();
            if (seed == 1) {
                assertThat(Replay.of(journal.buffer(), _ -> {}))
                        .isInstanceOf(Replay.Identical.class);
            }
        }
    }
}
