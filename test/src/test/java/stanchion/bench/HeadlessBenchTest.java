package stanchion.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.bench.broker.MosquittoBroker;
import stanchion.bench.report.BenchReport;
import stanchion.bench.run.BenchTrouble;
import stanchion.bench.run.BrokerKind;
import stanchion.bench.run.HeadlessRun;
import stanchion.bench.run.Setup;
import stanchion.release.DeviceFolder;
import stanchion.release.FirmwareBuild;
import stanchion.release.ReleaseException;

/// Scenarios through the real processes in real time: verifier, charger, gateway, broker, TLS.
class HeadlessBenchTest {
    private final ConcurrentLinkedQueue<String> timeline = new ConcurrentLinkedQueue<>();

    @TempDir Path folder;

    @Test
    void aChargeIsMeteredAndArrivesAtTheBrokerAsItFlowed() throws IOException {
        BenchReport report =
                run(
                        BrokerKind.HIVEMQ,
                        Duration.ZERO,
                        """
                        harmonics 0%
                        noise 0%
                        supply 16A
                        draw 16A
                        plug cable 32A
                        expect state B within 2s
                        s2 close
                        expect contactor closed within 5s
                        wait 15s
                        limit 8A for 30s
                        expect offer 8A within 5s
                        s2 open
                        expect contactor open within 500ms
                        unplug
                        expect event VEHICLE_DISCONNECTED
                        wait 2s
                        """);

        assertPassed(report);
        BenchReport.Energy energy = report.energy();
        assertThat(energy.truth()).isGreaterThan(10);
        assertThat(energy.metered()).isCloseTo(energy.truth(), within(0.005 * energy.truth()));
        assertThat(energy.received()).isCloseTo(energy.metered(), within(0.01));
        assertThat(report.worstOpenMillis()).isBetween(1L, 100L);
        assertThat(report.cycles().counted()).isGreaterThan(1000);
        assertThat(report.messages().sent()).isGreaterThan(15);
    }

    @Test
    void nothingIsLostWhenTheBrokerIsStoppedInMidCharge() throws IOException {
        assumeTrue(MosquittoBroker.isInstalled(), "mosquitto is not installed");
        BenchReport report =
                run(BrokerKind.MOSQUITTO, Duration.ofSeconds(6), chargeWith("wait 14s"));

        assertPassed(report);
        assertThat(timeline).anyMatch(line -> line.contains("link down"));
        assertThat(report.energy().received())
                .isCloseTo(report.energy().truth(), within(0.01 * report.energy().truth()));
    }

    @Test
    void theChargeGoesOnWhenTheGatewayIsKilledAndNothingIsLost() throws IOException {
        BenchReport report =
                run(
                        BrokerKind.HIVEMQ,
                        Duration.ZERO,
                        chargeWith(
                                """
                                wait 3s
                                kill gateway
                                expect contactor closed for 4s
                                wait 4s
                                """));

        assertPassed(report);
        assertThat(report.cycles().gatewayRestarts()).isEqualTo(1);
        assertThat(report.cycles().chargerRestarts()).isZero();
    }

    @Test
    void theContactorOpensWhenTheChargerIsKilledAndTheChargeIsResumed() throws IOException {
        BenchReport report =
                run(
                        BrokerKind.HIVEMQ,
                        Duration.ZERO,
                        chargeWith(
                                """
                                wait 3s
                                restart
                                expect contactor open within 1s
                                expect contactor closed within 40s
                                wait 2s
                                """));

        assertPassed(report);
        assertThat(report.cycles().chargerRestarts()).isEqualTo(1);
    }

    @Test
    void aRefusedSlotStartsNothingAndEndsWithTheVerifiersStatus()
            throws IOException, ReleaseException {
        Path device = folder.resolve("device");
        DeviceFolder.create(
                new DeviceFolder.Order(
                        device, "refused-1", FirmwareBuild.collect(BuiltProject.home(), "0.1.0")));
        Path board = device.resolve("slots/A/board.conf");
        Files.writeString(board, Files.readString(board) + "\n");

        assertThatThrownBy(() ->
                        run(
                                setup(BrokerKind.HIVEMQ, Optional.of(device)),
                                Duration.ZERO,
                                "wait 1s"))
                .isInstanceOfSatisfying(
                        BenchTrouble.class,
                        trouble -> {
                            assertThat(trouble).hasMessageStartingWith("REFUSED A ");
                            assertThat(trouble.status()).isNotZero();
                        });
        assertThat(device.resolve("state/health")).doesNotExist();
    }

    private static String chargeWith(String middle) {
        return """
        draw 16A
        plug cable 32A
        s2 close
        expect contactor closed within 5s
        %s
        unplug
        expect contactor open within 500ms
        wait 2s
        """
                .formatted(middle);
    }

    private void assertPassed(BenchReport report) {
        assertThat(report.isPassed()).as(String.join("\n", timeline)).isTrue();
        assertThat(report.messages().lost()).isZero();
        assertThat(report.cycles().interventions()).isZero();
        assertThat(report.run().verdict()).startsWith("BOOT A ");
    }

    private BenchReport run(BrokerKind broker, Duration outage, String text) throws IOException {
        return run(setup(broker, Optional.empty()), outage, text);
    }

    private BenchReport run(Setup setup, Duration outage, String text) throws IOException {
        Path scenario = Files.writeString(folder.resolve("test.scenario"), text);
        List<ProcessHandle> before = ProcessHandle.current().children().toList();
        BenchReport report = new HeadlessRun(setup, outage, timeline::add).run(scenario);
        assertThat(ProcessHandle.current().children().toList()).isEqualTo(before);
        return report;
    }

    private static Setup setup(BrokerKind broker, Optional<Path> device) {
        return new Setup(BuiltProject.home(), device, broker, Setup.Leftovers.REMOVED);
    }
}
