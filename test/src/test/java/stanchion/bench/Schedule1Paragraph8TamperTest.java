package stanchion.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.bench.broker.MosquittoBroker;
import stanchion.bench.report.BenchReport;
import stanchion.bench.run.BrokerKind;
import stanchion.bench.run.HeadlessRun;
import stanchion.bench.run.Setup;

/// Tampering, with the real processes at a real broker (SI 2021/1467, schedule 1, paragraph 8): the
/// owner is told of it, the charger shuts down, and stays so until its owner clears it.
class Schedule1Paragraph8TamperTest {
    private static final String ARRIVAL = "from the broker at ";

    private final List<String> timeline = new CopyOnWriteArrayList<>();

    @TempDir private Path folder;

    /// Something that arrived from the broker.
    private record Arrival(Instant at, String what) {
        static Optional<Arrival> of(String line) {
            int from = line.indexOf(ARRIVAL);
            if (from < 0) {
                return Optional.empty();
            }
            String rest = line.substring(from + ARRIVAL.length());
            int end = rest.indexOf(": ");
            return Optional.of(
                    new Arrival(Instant.parse(rest.substring(0, end)), rest.substring(end + 2)));
        }
    }

    @Test
    void anOpenedLidIsToldBeforeTheShutDownWhichLastsOverARestartUntilTheOwnerEndsIt()
            throws IOException {
        BenchReport report =
                run(
                        """
                        draw 16A
                        plug cable 32A
                        s2 close
                        expect contactor closed within 5s
                        tamper open
                        expect contactor open within 1s
                        expect fault TAMPER within 5s
                        tamper closed
                        restart
                        expect event STARTED within 20s
                        expect contactor open for 5s
                        clear
                        expect fault TAMPER for 2s
                        clear as owner
                        expect fault none within 60s
                        expect contactor closed within 60s
                        """);
        assertThat(report.isPassed()).as(String.join("\n", timeline)).isTrue();
        assertToldBeforeTheShutDown("TAMPER");
    }

    /// What the battery-kept latch saw is found by the next start, and a start after the owner's
    /// word finds nothing.
    @Test
    void aLidThatWasOpenedWithoutPowerKeepsTheChargerShutUntilItsOwnerEndsIt() throws IOException {
        BenchReport report =
                run(
                        """
                        draw 16A
                        plug cable 32A
                        s2 close
                        expect contactor closed within 5s
                        restart
                        tamper open
                        tamper closed
                        expect fault TAMPERED_WHILE_OFF within 20s
                        expect contactor open for 5s
                        clear as owner
                        expect fault none within 60s
                        expect contactor closed within 60s
                        wait 2s
                        restart
                        expect contactor open within 2s
                        expect contactor closed within 60s
                        expect fault none for 2s
                        """);
        assertThat(report.isPassed()).as(String.join("\n", timeline)).isTrue();
        assertThat(timeline)
                .anyMatch(line -> line.contains("tamper STANDING TAMPERED_WHILE_OFF"))
                .noneMatch(line -> line.contains("tamper STANDING TAMPER "));
    }

    /// Here nothing is live that could be touched: the charge goes on until the broker has the
    /// alert.
    @Test
    void aStrangerWhoTriesAgainAndAgainIsToldOfBeforeTheChargeIsEnded() throws IOException {
        BenchReport report =
                run(
                        """
                        draw 16A
                        plug cable 32A
                        s2 close
                        expect contactor closed within 5s
                        wait 6s
                        forge
                        expect fault REFUSED_TOO_OFTEN within 20s
                        expect contactor open within 10s
                        expect contactor open for 5s
                        clear as owner
                        expect fault none within 60s
                        expect contactor closed within 60s
                        """);
        assertThat(report.isPassed()).as(String.join("\n", timeline)).isTrue();
        assertToldBeforeTheShutDown("REFUSED_TOO_OFTEN");
    }

    /// The alert arrives while the charger still says that its contactor is closed.
    private void assertToldBeforeTheShutDown(String sign) {
        List<Arrival> arrivals =
                timeline.stream().map(Arrival::of).flatMap(Optional::stream).toList();
        List<String> all = arrivals.stream().map(Arrival::what).toList();
        int alert = all.indexOf("tamper STANDING " + sign);
        int closed = all.indexOf("contactor CLOSED");
        assertThat(closed).as(all.toString()).isNotNegative();
        assertThat(alert).as(all.toString()).isGreaterThan(closed);
        int open = alert + all.subList(alert, all.size()).indexOf("contactor OPEN");
        assertThat(all.subList(closed, open)).doesNotContain("contactor OPEN");
        assertThat(arrivals.get(alert).at()).isBeforeOrEqualTo(arrivals.get(open).at());
        assertThat(all.getLast()).isEqualTo("contactor CLOSED");
    }

    private BenchReport run(String text) throws IOException {
        assumeTrue(
                MosquittoBroker.isInstalled(),
                "mosquitto is not installed (apt install mosquitto)");
        Path scenario = Files.writeString(folder.resolve("tamper.scenario"), text);
        Setup setup =
                new Setup(
                        BuiltProject.home(),
                        Optional.empty(),
                        BrokerKind.MOSQUITTO,
                        Setup.Leftovers.REMOVED);
        return new HeadlessRun(setup, Duration.ZERO, timeline::add).run(scenario);
    }
}
