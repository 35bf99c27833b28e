package stanchion.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.release.ReleaseException;
import stanchion.update.slot.Gate;
import stanchion.update.tuf.MetadataSource;

/// The last minute before a switch: the charger is asked to hold, the maker is asked once more.
final class UpdaterSwitchTest {
    @TempDir private static Path shared;
    private static Optional<Maker> original = Optional.empty();

    @TempDir private Path temporary;
    private Maker maker;
    private Bench bench;

    @BeforeAll
    static void sign() throws ReleaseException, IOException {
        Maker maker = Maker.in(Files.createDirectory(shared.resolve("maker")));
        maker.release("1.0");
        maker.release("2.0");
        original = Optional.of(maker);
    }

    @BeforeEach
    void provision() throws IOException, ReleaseException {
        maker = original.orElseThrow().copyTo(temporary.resolve("maker"));
        bench = new Bench(temporary.resolve("device"), maker, "1.0");
        bench.boot();
    }

    private void order(long targets) throws ReleaseException {
        maker.assign(plan -> plan.with(Channel.STABLE, targets));
    }

    /// Version 2 is staged, and the charger does not answer that it holds.
    private void askToHold() throws ReleaseException {
        bench.hold = Optional.of(Gate.CHARGER_SILENT);
        order(2);
        while (bench.state().phase() != UpdateState.Phase.SWITCHING) {
            bench.step();
        }
        bench.events.clear();
    }

    private void steps(Duration span) {
        Instant end = bench.now.plus(span);
        while (bench.now.isBefore(end)) {
            bench.step();
        }
    }

    @Test
    void nothingIsToldWhileTheChargerThinksAboutHolding() throws Exception {
        askToHold();
        steps(Stage.Holding.PATIENCE.minusSeconds(2));
        assertThat(bench.events).isEmpty();
        assertThat(bench.restart).isFalse();
        bench.hold = Optional.empty();
        steps(Duration.ofSeconds(2));
        assertThat(bench.events).containsExactly("SWITCHING 2.0");
        assertThat(bench.restart).isTrue();
    }

    @Test
    void chargerThatDoesNotAnswerIsToldOfOnceAndAskedOn() throws Exception {
        askToHold();
        steps(Duration.ofMinutes(5));
        assertThat(bench.events).containsExactly("-> WAITING");
        assertThat(bench.state().waitingFor()).contains(Gate.CHARGER_SILENT);
        bench.hold = Optional.empty();
        steps(Duration.ofSeconds(2));
        assertThat(bench.events).containsExactly("-> WAITING", "SWITCHING 2.0", "-> SWITCHING");
        assertThat(bench.restart).isTrue();
    }

    @Test
    void vehicleThatComesWhileTheChargerIsAskedToHoldGoesFirst() throws Exception {
        askToHold();
        bench.gate = Gate.VEHICLE_CHARGES;
        bench.hold = Optional.empty();
        steps(Duration.ofSeconds(2));
        assertThat(bench.state().waitingFor()).contains(Gate.VEHICLE_CHARGES);
        assertThat(bench.restart).isFalse();
        bench.gate = Gate.OPEN;
        steps(Duration.ofSeconds(2));
        assertThat(bench.restart).isTrue();
    }

    @Test
    void newsCallBackWhatWaitsForItsGateAtOnce() throws Exception {
        bench.gate = Gate.VEHICLE_CHARGES;
        order(2);
        while (bench.state().phase() != UpdateState.Phase.WAITING) {
            bench.step();
        }
        order(1);
        bench.updater().check();
        steps(Duration.ofSeconds(2));
        assertThat(bench.state().phase()).isEqualTo(UpdateState.Phase.IDLE);
        assertThat(bench.state().offered()).isEmpty();
    }

    @Test
    void newsAreReadBeforeTheSwitchThoughTheGateOpensInTheSameMoment() throws Exception {
        bench.gate = Gate.VEHICLE_CHARGES;
        order(2);
        while (bench.state().phase() != UpdateState.Phase.WAITING) {
            bench.step();
        }
        order(1);
        bench.updater().check();
        bench.gate = Gate.OPEN;
        steps(Duration.ofMinutes(2));
        assertThat(bench.told()).containsExactly("STAGED 2.0");
        assertThat(bench.restart).isFalse();
        assertThat(bench.state().phase()).isEqualTo(UpdateState.Phase.IDLE);
    }

    @Test
    void newsAreReadBeforeTheSwitchThoughTheChargerHoldsInTheSameMoment() throws Exception {
        askToHold();
        order(1);
        bench.updater().check();
        bench.hold = Optional.empty();
        steps(Duration.ofMinutes(2));
        assertThat(bench.told()).isEmpty();
        assertThat(bench.restart).isFalse();
        assertThat(bench.state().phase()).isEqualTo(UpdateState.Phase.IDLE);
    }

    @Test
    void repositoryThatWasNeverPublishedIsNoRefusal() throws Exception {
        bench.metadata = (name, most) -> Optional.empty();
        bench.live();
        assertThat(bench.told()).isEmpty();
        assertThat(bench.state().phase()).isEqualTo(UpdateState.Phase.IDLE);
        assertThat(bench.state().lastError()).isEmpty();
        bench.metadata = maker.metadata();
        order(2);
        bench.updater().check();
        bench.live();
        assertThat(bench.firmware()).isEqualTo("2.0");
    }

    @Test
    void repositoryThatIsNotThereAnyMoreIsARefusalEvenAfterARestart() throws Exception {
        order(1);
        bench.live();
        bench.metadata = (name, most) -> Optional.empty();
        bench.gateway();
        bench.live();
        assertThat(bench.told()).containsExactly("REFUSED METADATA_MISSING timestamp.json");
    }

    @Test
    void aTrustedVersionIsNamedSoThatLessNeedBeSent() throws Exception {
        order(1);
        bench.live();
        List<String> asked = new ArrayList<>();
        MetadataSource whole = maker.metadata();
        bench.metadata =
                new MetadataSource() {
                    @Override
                    public Optional<byte[]> read(String name, int most) throws IOException {
                        return whole.read(name, most);
                    }

                    @Override
                    public Optional<byte[]> read(String name, int most, Earlier earlier)
                            throws IOException {
                        asked.add(name.replaceAll("\\d+\\.", ""));
                        return whole.read(name, most);
                    }
                };
        order(2);
        bench.updater().check();
        bench.live();
        assertThat(bench.firmware()).isEqualTo("2.0");
        assertThat(asked).contains("snapshot.json", "assignment.json");
    }
}
