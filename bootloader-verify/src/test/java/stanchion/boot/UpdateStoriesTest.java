package stanchion.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stanchion.boot.SlotRecords.Newest;

/// What the verifier's process makes of the states an update leaves behind.
final class UpdateStoriesTest {
    private static final String NOTHING_BOOTS = "NOTIFY-ONLY: contactors stay open\n";

    @TempDir private Path temporary;
    private DeviceOnDisk device;
    private SlotState confirmedA;
    private SlotState confirmedB;
    private SlotState tryingB;

    /// A charger with version 1.2.3 in A and 1.2.4 in B.
    @BeforeEach
    void makeDevice() throws IOException {
        device = new DeviceOnDisk(Files.createDirectory(temporary.resolve("device")));
        String next = DeviceOnDisk.release().replace("1.2.3", "1.2.4");
        device.charger.signTargets(device.charger.targetsWith(next));
        device.fill(device.slotB);
        confirmedA = new SlotState.Confirmed(DeviceOnDisk.version(device.slotA));
        confirmedB = new SlotState.Confirmed(DeviceOnDisk.version(device.slotB));
        tryingB = new SlotState.Trying(DeviceOnDisk.version(device.slotB), 1);
    }

    @Test
    void newVersionIsTriedOnceAndThenRevertedUnlessItWasConfirmed() throws Exception {
        record(Slot.A, confirmedA, tryingB);
        assertThat(boot()).isEqualTo("0 BOOT B 1.2.4\n");
        assertThat(boot()).isEqualTo("0 NOTE REVERTED B\nBOOT A 1.2.3\n");
        assertThat(boot()).isEqualTo("0 NOTE REVERTED B\nBOOT A 1.2.3\n");
        Newest newest = (Newest) device.records().read();
        device.records().write(newest.record().with(Slot.B, confirmedB).preferring(Slot.B));
        assertThat(boot()).isEqualTo("0 BOOT B 1.2.4\n");
    }

    @Test
    void lookingAtAVersionTakesNoTry() throws Exception {
        record(Slot.A, confirmedA, tryingB);
        for (int i = 0; i < 3; i++) {
            assertThat(device.boot(Map.of()).out()).isEqualTo("BOOT B 1.2.4\n");
        }
        assertThat(((Newest) device.records().read()).record().b()).isEqualTo(tryingB);
    }

    @Test
    void alteredTryFallsBackToTheConfirmedSlotAndKeepsItsTry() throws Exception {
        record(Slot.A, confirmedA, tryingB);
        alter(device.slotB);
        assertThat(boot())
                .startsWith("0 REFUSED B FILE_DIGEST board.conf: ")
                .endsWith("\nBOOT A 1.2.3\n");
        assertThat(((Newest) device.records().read()).record().b()).isEqualTo(tryingB);
    }

    @Test
    void tryThatCannotBeWrittenDownDoesNotRun() throws Exception {
        record(Slot.A, confirmedA, tryingB);
        Files.createDirectory(device.folder.resolve("state/slots.1"));
        assertThat(boot())
                .startsWith("0 REFUSED B TRY_NOT_RECORDED " + device.folder.resolve("state"))
                .endsWith("\nBOOT A 1.2.3\n");
    }

    @Test
    void slotThatIsBeingWrittenIsNotLookedAt() throws Exception {
        Files.delete(device.slotB.resolve("app.jar"));
        record(Slot.A, confirmedA, new SlotState.Staging());
        assertThat(boot()).isEqualTo("0 BOOT A 1.2.3\n");
        alter(device.slotA);
        assertThat(boot())
                .startsWith("66 REFUSED A FILE_DIGEST board.conf: ")
                .endsWith("\n" + NOTHING_BOOTS)
                .hasLineCount(2);
    }

    @Test
    void preferredOfTwoConfirmedSlotsBootsAndTheOtherIsReportedWhenAltered() throws Exception {
        record(Slot.B, confirmedA, confirmedB);
        assertThat(boot()).isEqualTo("0 BOOT B 1.2.4\n");
        alter(device.slotA);
        assertThat(boot())
                .startsWith("0 REFUSED A FILE_DIGEST board.conf: ")
                .endsWith("\nBOOT B 1.2.4\n");
    }

    @Test
    void slotsThatWereSwappedAreNotTheOnesRecorded() throws Exception {
        record(Slot.A, confirmedA, confirmedB);
        Path aside = temporary.resolve("aside");
        Files.move(device.slotA, aside);
        Files.move(device.slotB, device.slotA);
        Files.move(aside, device.slotB);
        assertThat(boot())
                .startsWith(
                        "71 REFUSED A SLOT_CHANGED targets.json is "
                                + DeviceOnDisk.version(device.slotA)
                                + ": ")
                .contains("\nREFUSED B SLOT_CHANGED ")
                .endsWith("\n" + NOTHING_BOOTS);
    }

    @Test
    void preferredVersionThatStartsInVainLetsTheOtherHaveItsTurn() throws Exception {
        record(Slot.B, confirmedA, confirmedB);
        for (int i = 0; i < 5; i++) {
            assertThat(boot()).isEqualTo("0 BOOT B 1.2.4\n");
        }
        assertThat(boot()).isEqualTo("0 NOTE BOOT_LOOP B\nBOOT A 1.2.3\n");
        assertThat(device.boot(Map.of()).out()).isEqualTo("NOTE BOOT_LOOP B\nBOOT A 1.2.3\n");
        new Starts(device.folder.resolve("state")).clear();
        assertThat(boot()).isEqualTo("0 BOOT B 1.2.4\n");
    }

    @Test
    void rootToComeVouchesForTheVersionOnItsTryAndLeavesTheOtherAlone() throws Exception {
        Maker.Signing fresh = Maker.ed25519();
        BenchCharger charger = device.charger;
        List<Maker.Signing> next = List.of(fresh, charger.targetsP);
        String root =
                Maker.root(
                        2,
                        charger.roles(
                                new Maker.Of("root", 4, charger.rootKeys),
                                new Maker.Of("targets", 2, next)));
        String release = DeviceOnDisk.release().replace("1.2.3", "1.2.5");
        Files.write(
                device.slotB.resolve("targets.json"),
                Maker.sign(charger.targetsWith(release), next));
        tryingB = new SlotState.Trying(DeviceOnDisk.version(device.slotB), 1);
        record(Slot.A, confirmedA, tryingB);
        assertThat(boot()).startsWith("0 REFUSED B SIGNATURE_THRESHOLD ");
        Path roots = Files.createDirectory(device.folder.resolve("state/roots"));
        Files.write(roots.resolve("2.root.json"), Maker.sign(root, charger.rootKeys));
        assertThat(boot()).isEqualTo("0 BOOT B 1.2.5\n");
        assertThat(boot()).isEqualTo("0 NOTE REVERTED B\nBOOT A 1.2.3\n");
    }

    @Test
    void chargerWithoutAConfirmedSlotStaysNotifyOnly() throws Exception {
        record(Slot.A, new SlotState.Staged("00".repeat(32)), new SlotState.Staging());
        assertThat(boot())
                .isEqualTo(
                        "70 REFUSED A SLOT_STATE neither is confirmed or has a try left: "
                                + Refusal.SLOT_STATE.sentence()
                                + "\n"
                                + NOTHING_BOOTS);
    }

    @Test
    void recordsOfAnotherChargerAreNoted() throws Exception {
        record(Slot.B, confirmedA, confirmedB);
        Files.write(device.folder.resolve("device.key"), Key.sha256(new byte[] {9}));
        assertThat(boot()).isEqualTo("0 NOTE RECORDS_UNREADABLE\nBOOT A 1.2.3\n");
    }

    @Test
    void withoutADeviceKeyRecordsStillTellATornOneFromAWhole() throws Exception {
        device.describe("file device.key", "none");
        record(Slot.B, confirmedA, confirmedB);
        assertThat(boot()).isEqualTo("0 BOOT B 1.2.4\n");
        Files.write(device.folder.resolve("state/slots.0"), new byte[SlotRecord.BYTES]);
        assertThat(boot()).isEqualTo("0 NOTE RECORDS_UNREADABLE\nBOOT A 1.2.3\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33, 32})
    void deviceKeyIs256BitsAndNotBlank(int length) throws Exception {
        Files.write(device.folder.resolve("device.key"), new byte[length]);
        String detail = length == 32 ? "it is zero" : length + " bytes or more";
        assertThat(boot()).startsWith("31 REFUSED A DEVICE_KEY_UNREADABLE " + detail + ": ");
    }

    @Test
    void missingDeviceKeyIsNotTakenForNone() throws Exception {
        Files.delete(device.folder.resolve("device.key"));
        assertThat(boot()).startsWith("31 REFUSED A DEVICE_KEY_UNREADABLE ");
    }

    private void record(Slot preferred, SlotState a, SlotState b) throws Exception {
        device.records().write(new SlotRecord(1, preferred, a, b));
    }

    private static void alter(Path slot) throws IOException {
        Files.writeString(slot.resolve("board.conf"), "name board-2\n");
    }

    /// Boots into a run folder of its own; status and lines.
    private String boot() throws IOException {
        Path run =
                Files.createTempDirectory(
                        temporary,
                        "run",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
        DeviceOnDisk.Ending ending = device.boot(Map.of(), "--run", run.toString(), "--bench");
        return ending.status() + " " + ending.out();
    }
}
