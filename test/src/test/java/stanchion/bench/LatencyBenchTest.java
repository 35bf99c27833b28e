package stanchion.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import stanchion.bench.latency.Collector;
import stanchion.bench.latency.Findings;
import stanchion.bench.latency.LatencyTable;
import stanchion.bench.latency.Scheduling;
import stanchion.bench.latency.Tools;
import stanchion.bench.process.Priority;
import stanchion.bench.run.LatencyRun;

/// The latency bench measures, and says everything it promises. No time is judged here: a test
/// machine is busy.
class LatencyBenchTest {
    private static final Duration SPAN = Duration.ofSeconds(2);

    private final ConcurrentLinkedQueue<String> news = new ConcurrentLinkedQueue<>();

    @Test
    void loopAndCyclictestAreMeasuredSideBySideAndNothingIsLeftRunning()
            throws InterruptedException {
        Path home = BuiltProject.home();
        assumeTrue(Tools.missing().isEmpty(), Tools.missing().orElse(""));
        assumeTrue(Priority.REALTIME.isPermitted(), "no real-time priority here");
        List<ProcessHandle> before = ProcessHandle.current().children().toList();

        Findings findings =
                new LatencyRun(
                                new LatencyRun.Order(
                                        home, SPAN, Collector.SERIAL, Scheduling.WHOLE),
                                news::add)
                        .run();

        assertThat(ProcessHandle.current().children().toList()).isEqualTo(before);
        assertThat(findings.minutes()).hasSize(1);
        Findings.Piece piece = findings.minutes().getFirst();
        assertThat(piece.wake().count()).isPositive();
        // a look may fall between the wake and the commands of one cycle
        assertThat(piece.response().count()).isCloseTo(piece.wake().count(), within(1L));
        assertThat(piece.response().most()).isGreaterThanOrEqualTo(piece.response().quantile(0.5));
        assertThat(piece.yardstick().count()).isPositive();
        assertThat(piece.missed()).isNotNegative();
        assertThat(findings.loads().commands()).isPositive();
        assertThat(new LatencyTable(findings).text().lines().filter(line -> line.contains("goal")))
                .hasSize(3)
                .allMatch(line -> line.matches(".* (met|missed|too few)"));
    }
}
