package stanchion.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.boot.Slot;
import stanchion.boot.SlotState;
import stanchion.release.Plan;
import stanchion.release.ReleaseException;
import stanchion.update.slot.Gate;

/// A charger from one version to the next, and back: the real verifier over real signed slots.
final class UpdaterStoriesTest {
    @TempDir private static Path shared;
    private static Optional<Maker> original = Optional.empty();

    @TempDir private Path temporary;
    private Maker maker;
    private Bench bench;

    @BeforeAll
    static void sign() throws ReleaseException, IOException {
        Maker maker = Maker.in(Files.createDirectory(shared.resolve("maker")));
        maker.release("1.0");
        maker.release("2.0", Maker.HARDWARE, 1);
        maker.release("3.0");
        maker.release("4.0", "another-board", 1);
        original = Optional.of(maker);
    }

    @BeforeEach
    void provision() throws IOException, ReleaseException {
        maker = original.orElseThrow().copyTo(temporary.resolve("maker"));
        bench = new Bench(temporary.resolve("device"), maker, "1.0");
        maker.assign(plan -> plan.with(Channel.STABLE, 1));
        bench.boot();
    }

    private void order(long targets) throws ReleaseException {
        maker.assign(plan -> plan.with(Channel.STABLE, targets));
    }

    private void pin(long serial, long targets) throws ReleaseException {
        maker.assign(plan -> plan.with(Bench.DEVICE, new Plan.Pin(serial, targets)));
    }

    @Test
    void chargerTakesTheVersionOfItsChannelAndConfirmsIt() throws Exception {
        order(2);
        bench.live();
        assertThat(bench.told()).containsExactly("STAGED 2.0", "SWITCHING 2.0", "CONFIRMED 2.0");
        assertThat(bench.firmware()).isEqualTo("2.0");
        assertThat(bench.running().slot()).isEqualTo(Slot.B);
        assertThat(bench.record().b()).isInstanceOf(SlotState.Confirmed.class);
        assertThat(bench.record().preferred()).isEqualTo(Slot.B);
        assertThat(bench.settled).isTrue();
        assertThat(Bench.list(bench.folder.resolve("state/update/content"))).isEmpty();
    }

    @Test
    void nothingIsDoneWhenTheChannelHasWhatRuns() throws Exception {
        bench.live();
        assertThat(bench.told()).isEmpty();
        assertThat(Files.exists(bench.folder.resolve("state/slots.0"))).isFalse();
    }

    @Test
    void downloadGoesOnWhileAVehicleChargesAndTheSwitchWaitsForItsEnd() throws Exception {
        bench.gate = Gate.VEHICLE_CHARGES;
        order(2);
        bench.live();
        assertThat(bench.told()).containsExactly("STAGED 2.0");
        assertThat(bench.state().phase()).isEqualTo(UpdateState.Phase.WAITING);
        assertThat(bench.state().waitingFor()).contains(Gate.VEHICLE_CHARGES);
        bench.gate = Gate.OPEN;
        bench.live();
        assertThat(bench.firmware()).isEqualTo("2.0");
    }

    @Test
    void switchWaitsForTheOwnersWindow() throws Exception {
        bench.updater().allow(Window.between("02:00", "05:00"));
        order(2);
        while (!bench.restart) {
            bench.step();
        }
        assertThat(LocalTime.ofInstant(bench.now, ZoneOffset.UTC))
                .isBetween(LocalTime.of(2, 0), LocalTime.of(2, 1));
        bench.live();
        assertThat(bench.updater().state().installed().firmware()).isEqualTo("2.0");
    }

    @Test
    void versionThatDiesIsRevertedAndNotTakenAgain() throws Exception {
        order(2);
        while (!bench.restart) {
            bench.step();
        }
        bench.health = Health.UNKNOWN;
        bench.boot();
        assertThat(bench.firmware()).isEqualTo("2.0");
        bench.step();
        assertThat(bench.state().phase()).isEqualTo(UpdateState.Phase.TRYING);
        bench.health = Bench.good();
        bench.boot();
        bench.live();
        assertThat(bench.firmware()).isEqualTo("1.0");
        assertThat(bench.told())
                .containsExactly("STAGED 2.0", "SWITCHING 2.0", "REVERTED NOT_CONFIRMED 2.0");
        assertThat(bench.state().gaveUp()).hasSize(1);
        assertThat(bench.folder.resolve("state/counter")).hasContent("0");
        bench.boot();
        bench.live();
        assertThat(bench.told()).hasSize(3);
        pin(1, 2);
        bench.live();
        assertThat(bench.firmware()).isEqualTo("2.0");
    }

    @Test
    void goodVersionWhoseTryThePowerCutsOffIsTriedAgain() throws Exception {
        order(2);
        cutOffInItsTry("second");
        assertThat(bench.firmware()).isEqualTo("1.0");
        bench.health = Bench.good();
        bench.live();
        assertThat(bench.firmware()).isEqualTo("2.0");
        assertThat(bench.told())
                .containsExactly("STAGED 2.0", "SWITCHING 2.0", "SWITCHING 2.0", "CONFIRMED 2.0");
        assertThat(bench.state().gaveUp()).isEmpty();
    }

    @Test
    void versionThatThePowerCutsOffThreeTimesIsGivenUp() throws Exception {
        order(2);
        cutOffInItsTry("second");
        cutOffInItsTry("third");
        assertThat(bench.state().phase()).isEqualTo(UpdateState.Phase.STAGED);
        cutOffInItsTry("fourth");
        assertThat(bench.told()).last().isEqualTo("REVERTED NOT_CONFIRMED 2.0");
        assertThat(bench.state().gaveUp()).hasSize(1);
    }

    @Test
    void versionThatTheWatchdogEndsIsGivenUp() throws Exception {
        order(2);
        while (!bench.restart) {
            bench.step();
        }
        bench.boot();
        bench.machine = Optional.empty();
        bench.boot();
        assertThat(bench.told()).last().isEqualTo("REVERTED NOT_CONFIRMED 2.0");
    }

    /// It is tried, the power goes, and the charger starts with what ran before.
    private void cutOffInItsTry(String machine) throws IOException {
        while (!bench.restart) {
            bench.step();
        }
        bench.health = Health.UNKNOWN;
        bench.boot();
        assertThat(bench.firmware()).isEqualTo("2.0");
        bench.step();
        bench.machine = Optional.of(machine);
        bench.boot();
    }

    @Test
    void counterIsRaisedWithTheConfirmationAndTheOldVersionIsNoWayBack() throws Exception {
        order(2);
        bench.live();
        assertThat(bench.folder.resolve("state/counter")).hasContent("1");
        assertThat(bench.record().a()).isEqualTo(new SlotState.Empty());
    }

    @Test
    void lowerVersionIsTakenFromAPinAlone() throws Exception {
        order(3);
        bench.live();
        assertThat(bench.firmware()).isEqualTo("3.0");
        order(1);
        bench.live();
        assertThat(bench.firmware()).isEqualTo("3.0");
        pin(1, 1);
        bench.live();
        assertThat(bench.firmware()).isEqualTo("1.0");
    }

    @Test
    void repairStagesWhatRunsOnceMore() throws Exception {
        pin(1, 1);
        bench.live();
        assertThat(bench.firmware()).isEqualTo("1.0");
        assertThat(bench.running().slot()).isEqualTo(Slot.B);
        assertThat(bench.state().serial()).isEqualTo(1);
        int told = bench.told().size();
        bench.live();
        assertThat(bench.told()).hasSize(told);
    }

    @Test
    void rolloutThatIsHaltedCallsBackWhatWaits() throws Exception {
        bench.gate = Gate.VEHICLE_CHARGES;
        order(2);
        bench.live();
        order(1);
        bench.updater().check();
        bench.live();
        assertThat(bench.state().phase()).isEqualTo(UpdateState.Phase.IDLE);
        bench.gate = Gate.OPEN;
        bench.live();
        assertThat(bench.firmware()).isEqualTo("1.0");
        assertThat(bench.record().b()).isEqualTo(new SlotState.Empty());
    }

    @Test
    void channelIsFollowed() throws Exception {
        maker.assign(plan -> plan.with(Channel.BETA, 3));
        bench.updater().follow(Channel.BETA);
        bench.live();
        assertThat(bench.firmware()).isEqualTo("3.0");
        assertThat(bench.state().channel()).isEqualTo(Channel.BETA);
    }

    @Test
    void wrongChunkIsRefusedCountedAndAskedForAgain() throws Exception {
        order(2);
        ContentSource good = bench.contents;
        int[] wrong = {3};
        bench.contents =
                (file, index, length) -> {
                    byte[] chunk = good.chunk(file, index, length);
                    if (length > 5000 && wrong[0]-- > 0) {
                        chunk[7] ^= 1;
                    }
                    return chunk;
                };
        bench.live();
        assertThat(bench.told().stream().filter(event -> event.startsWith("CHUNK_REFUSED")))
                .hasSize(3);
        assertThat(bench.firmware()).isEqualTo("2.0");
    }

    @Test
    void chunkThatStaysWrongIsLeftAloneForAWhile() throws Exception {
        order(2);
        bench.contents = (file, index, length) -> new byte[length];
        for (int i = 0; i < 40; i++) {
            bench.step();
        }
        assertThat(bench.state().lastError().map(UpdateState.LastError::cause))
                .contains("CHUNK_REFUSED");
        assertThat(bench.state().refusedChunks()).isGreaterThanOrEqualTo(7);
        bench.contents = maker.contents();
        bench.live();
        assertThat(bench.firmware()).isEqualTo("2.0");
    }

    @Test
    void downloadGoesOnWhereARestartCutIt() throws Exception {
        order(3);
        ContentSource good = bench.contents;
        int[] chunks = {0};
        bench.contents =
                (file, index, length) -> {
                    chunks[0]++;
                    return good.chunk(file, index, length);
                };
        while (bench.state().progress().orElse(0) < 60) {
            bench.step();
        }
        int before = chunks[0];
        bench.gateway();
        bench.live();
        assertThat(bench.firmware()).isEqualTo("3.0");
        int whole = chunks[0];
        assertThat(whole - before).isLessThan(before + 2);
    }

    @Test
    void whatAlteredOnTheDiskIsFetchedAgain() throws Exception {
        order(3);
        while (bench.state().progress().orElse(0) < 90) {
            bench.step();
        }
        for (Path file : Bench.list(bench.folder.resolve("state/update/content"))) {
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
        }
        bench.gateway();
        bench.live();
        assertThat(bench.told()).containsExactly("STAGED 3.0", "SWITCHING 3.0", "CONFIRMED 3.0");
    }

    @Test
    void oldFileThatAlteredGivesWayToTheWholeNewOne() throws Exception {
        order(3);
        while (!(bench.record().b() instanceof SlotState.Staging)) {
            bench.step();
        }
        for (String name : List.of("same.so", "changed.so")) {
            byte[] bytes = Files.readAllBytes(bench.slot(Slot.A).resolve(name));
            bytes[100] ^= 1;
            Files.write(bench.slot(Slot.A).resolve(name), bytes);
        }
        bench.live();
        assertThat(bench.firmware()).isEqualTo("3.0");
    }

    @Test
    void versionForAnotherBoardIsNotEvenFetched() throws Exception {
        order(4);
        bench.live();
        assertThat(bench.told())
                .containsExactly("REFUSED NOT_FITTING made for [another-board], not board-1");
        assertThat(bench.folder.resolve("state/update/content")).isEmptyDirectory();
        assertThat(Files.exists(bench.folder.resolve("state/slots.0"))).isFalse();
    }

    @Test
    void serverThatIsNotThereIsAskedAgainLater() throws Exception {
        order(2);
        bench.contents =
                (file, index, length) -> {
                    throw new IOException("no answer");
                };
        bench.live();
        assertThat(bench.state().lastError().map(UpdateState.LastError::cause))
                .contains("UNREACHABLE");
        assertThat(bench.told()).isEmpty();
        bench.contents = maker.contents();
        bench.live();
        assertThat(bench.firmware()).isEqualTo("2.0");
        assertThat(bench.state().lastError()).isEmpty();
    }

    @Test
    void storageThatFailsIsOneRefusalAndLeavesNothingBehind() throws Exception {
        order(2);
        Path content = bench.folder.resolve("state/update/content");
        while (bench.state().progress().orElse(0) < 50) {
            bench.step();
        }
        for (Path file : Bench.list(content)) { // a folder where a file should be cannot be read
            Files.delete(file);
            Files.createDirectory(file);
        }
        while (bench.state().phase() == UpdateState.Phase.DOWNLOADING) {
            bench.step();
        }
        assertThat(bench.told()).hasSize(1).first().asString().startsWith("REFUSED STORAGE ");
        assertThat(content).isEmptyDirectory();
        bench.live();
        assertThat(bench.firmware()).isEqualTo("2.0");
    }

    @Test
    void tornStagingIsDiscardedSilently() throws Exception {
        order(2);
        while (!(bench.record().b() instanceof SlotState.Staging)) {
            bench.step();
        }
        bench.step();
        assertThat(bench.slot(Slot.B)).isNotEmptyDirectory();
        bench.boot();
        assertThat(bench.slot(Slot.B)).isEmptyDirectory();
        assertThat(bench.record().b()).isEqualTo(new SlotState.Empty());
        assertThat(bench.told()).isEmpty();
        bench.live();
        assertThat(bench.firmware()).isEqualTo("2.0");
    }

    @Test
    void gatewayThatDiesBeforeTheRestartAsksForItAgain() throws Exception {
        order(2);
        while (!bench.restart) {
            bench.step();
        }
        bench.restart = false;
        bench.gateway();
        assertThat(bench.record().b()).isInstanceOf(SlotState.Staged.class);
        bench.live();
        assertThat(bench.firmware()).isEqualTo("2.0");
    }

    @Test
    void restartThatNobodyGivesIsAskedForAgain() throws Exception {
        order(2);
        while (!bench.restart) {
            bench.step();
        }
        bench.restart = false;
        Instant asked = bench.now;
        while (!bench.restart) {
            bench.step();
        }
        assertThat(Duration.between(asked, bench.now))
                .isBetween(Duration.ofSeconds(58), Duration.ofSeconds(62));
    }

    @Test
    void chargerWithoutNetworkIsConfirmedAfterItsGrace() throws Exception {
        order(2);
        while (!bench.restart) {
            bench.step();
        }
        bench.health =
                new Health(Duration.ofHours(1), Health.SelfTest.PASSED, Duration.ofMinutes(4));
        bench.boot();
        bench.step();
        assertThat(bench.state().phase()).isEqualTo(UpdateState.Phase.TRYING);
        bench.health =
                new Health(Duration.ofHours(1), Health.SelfTest.PASSED, Duration.ofMinutes(5));
        bench.step();
        assertThat(bench.state().phase()).isEqualTo(UpdateState.Phase.CONFIRMED);
    }

    @Test
    void versionUnderOtherKeysIsTriedBeforeTheOldOnesAreForgotten() throws Exception {
        maker.revoke("targets-ed25519");
        maker.release("5.0", Maker.HARDWARE, 0);
        order(5);
        while (!bench.restart) {
            bench.step();
        }
        assertThat(bench.folder.resolve("trust/2.root.json")).doesNotExist();
        assertThat(bench.folder.resolve("state/roots/2.root.json")).exists();
        bench.health = Health.UNKNOWN;
        bench.boot();
        assertThat(bench.firmware()).isEqualTo("5.0");
        bench.boot();
        assertThat(bench.firmware()).isEqualTo("1.0");
        assertThat(bench.folder.resolve("trust/2.root.json")).doesNotExist();
        bench.health = Bench.good();
        pin(1, 5);
        bench.live();
        assertThat(bench.firmware()).isEqualTo("5.0");
        assertThat(bench.folder.resolve("trust/2.root.json")).exists();
        assertThat(bench.folder.resolve("state/roots/2.root.json")).doesNotExist();
        assertThat(bench.record().of(bench.running().slot().other()))
                .isEqualTo(new SlotState.Empty());
    }

    @Test
    void confirmedVersionThatStartsInVainIsGivenUpForTheOther() throws Exception {
        order(3);
        bench.live();
        bench.health = Health.UNKNOWN;
        for (int i = 0; i < 5; i++) {
            bench.boot();
            assertThat(bench.firmware()).isEqualTo("3.0");
        }
        bench.boot();
        assertThat(bench.firmware()).isEqualTo("1.0");
        bench.health = Bench.good();
        bench.live();
        assertThat(bench.firmware()).isEqualTo("1.0");
        assertThat(bench.record().preferred()).isEqualTo(Slot.A);
        assertThat(bench.state().gaveUp()).extracting(GaveUp::cause).containsExactly("BOOT_LOOP");
        bench.boot();
        bench.live();
        assertThat(bench.firmware()).isEqualTo("1.0");
    }

    @Test
    void confirmationThatIsCutGoesOnAtTheNextStart() throws Exception {
        order(2);
        while (!bench.restart) {
            bench.step();
        }
        bench.boot();
        Path counter = bench.folder.resolve("state/counter");
        Files.delete(counter);
        Files.createDirectory(counter);
        bench.step();
        assertThat(bench.state().lastError().map(UpdateState.LastError::cause)).contains("STORAGE");
        Files.delete(counter);
        Files.writeString(counter, "0\n");
        bench.boot();
        assertThat(bench.firmware()).isEqualTo("2.0");
        assertThat(counter).hasContent("1");
        bench.live();
        assertThat(bench.state().serial()).isZero();
        assertThat(bench.record().a()).isEqualTo(new SlotState.Empty());
    }
}
