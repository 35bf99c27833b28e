package stanchion.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.bench.report.BenchReport;
import stanchion.bench.report.Boot;
import stanchion.bench.run.BrokerKind;
import stanchion.bench.run.HeadlessRun;
import stanchion.bench.run.Setup;

/// The shipped scenarios about updates, through the real processes in real time.
class UpdateBenchTest {
    private static final int BALLAST = 1024 * 1024;

    private final ConcurrentLinkedQueue<String> timeline = new ConcurrentLinkedQueue<>();

    @TempDir Path folder;

    @Test
    void aVersionOfferedInMidChargeIsFetchedAndTriedWhenTheVehicleHasGone() {
        BenchReport report = run(shipped("update-mid-charge"));

        assertThat(firmware(report)).containsExactly("A 0.1.0", "B 0.2.0");
        assertThat(report.updates().confirmed()).isEqualTo(1);
        assertThat(report.updates().refusedChunks()).isZero();
        assertThat(report.updates().contentBytes()).isGreaterThan(BALLAST);
        assertThat(report.energy().truth()).isGreaterThan(1);
    }

    /// Two stories on one bench: the second begins with the version that came by the first.
    @Test
    void anAlteredPieceIsRefusedAndTheVersionArrivesAndOneThatCrashesIsRevertedForGood()
            throws IOException {
        String crash =
                Files.readString(shipped("update-crash"))
                        .replace("0.2.0", "0.3.0")
                        .replace("0.1.0", "0.2.0");
        Path both = folder.resolve("both.scenario");
        Files.writeString(both, Files.readString(shipped("update-tampered")) + crash);

        BenchReport report = run(both);

        assertThat(firmware(report)).containsExactly("A 0.1.0", "B 0.2.0", "A 0.3.0", "B 0.2.0");
        Boot last = report.run().boots().getLast();
        assertThat(last.cause()).endsWith("during its try");
        assertThat(last.verdict()).contains("NOTE REVERTED A");
        assertThat(report.updates().refusedChunks()).isEqualTo(1);
        assertThat(report.updates().confirmed()).isEqualTo(1);
        assertThat(report.updates().reverted()).isEqualTo(1);
    }

    private static Path shipped(String scenario) {
        return BuiltProject.home().resolve("tools/scenarios").resolve(scenario + ".scenario");
    }

    private BenchReport run(Path scenario) {
        Setup setup =
                new Setup(
                        BuiltProject.home(),
                        Optional.empty(),
                        BrokerKind.HIVEMQ,
                        Setup.Leftovers.REMOVED);
        BenchReport report = new HeadlessRun(setup, Duration.ZERO, timeline::add).run(scenario);
        assertThat(report.isPassed()).as(String.join("\n", timeline)).isTrue();
        assertThat(report.messages().lost()).isZero();
        return report;
    }

    private static List<String> firmware(BenchReport report) {
        return report.run().boots().stream()
                .flatMap(boot -> boot.version().stream())
                .map(version -> version.slot() + " " + version.firmware())
                .toList();
    }
}
