package stanchion.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.boot.BootOrder.Step;

/// Judging one slot: what it leaves in the run folder and in the slot records.
final class SlotJudgeTest {
    private static final byte[] KEY = new byte[32];

    @TempDir private Path temporary;
    private final BenchCharger charger = new BenchCharger();
    private final String version = Maker.digest("SHA-256", charger.slot.content(Targets.FILE));
    private Path run;
    private SlotRecords records;
    private SlotJudge judge;

    @BeforeEach
    void makeJudge() throws IOException, Refused {
        run =
                Files.createDirectory(
                        temporary.resolve("run"),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
        records = new SlotRecords(temporary, KEY);
        judge =
                new SlotJudge(
                        new Verifier(charger.host()),
                        slot -> charger.slot,
                        records,
                        Optional.of(RunFolder.prepare(run, RunFolder.Place.ANYWHERE)));
    }

    @Test
    void slotToRunIsCopied() {
        assertThat(judge.toRun(unrecorded())).isInstanceOf(Verdict.Boot.class);
        assertThat(run.resolve("app.partial/app.jar"))
                .hasBinaryContent(charger.slot.content("app.jar"));
    }

    @Test
    void slotToReportIsNotCopiedAndTakesNoTry() throws IOException {
        record(new SlotState.Trying(version, 1));
        assertThat(judge.toReport(step(new SlotState.Trying(version, 1))))
                .isInstanceOf(Verdict.Boot.class);
        assertThat(copied()).isEmpty();
        assertThat(left()).isEqualTo(1);
    }

    @Test
    void tryIsTakenOfASlotToRun() throws IOException {
        record(new SlotState.Trying(version, 2));
        assertThat(judge.toRun(step(new SlotState.Trying(version, 2))))
                .isInstanceOf(Verdict.Boot.class);
        assertThat(left()).isEqualTo(1);
    }

    @Test
    void refusedSlotKeepsItsTryAndLeavesNoCopy() throws IOException {
        record(new SlotState.Trying(version, 1));
        charger.slot.put("app.jar", new byte[charger.slot.content("app.jar").length]);
        assertThat(judge.toRun(step(new SlotState.Trying(version, 1))))
                .isEqualTo(new Verdict.Refused(Refusal.FILE_DIGEST, "app.jar"));
        assertThat(left()).isEqualTo(1);
        assertThat(copied()).isEmpty();
    }

    @Test
    void tryThatIsNotThereLeavesNoCopy() throws IOException {
        assertThat(judge.toRun(step(new SlotState.Trying(version, 1))))
                .isEqualTo(new Verdict.Refused(Refusal.TRY_NOT_RECORDED, "no try of A is left"));
        assertThat(copied()).isEmpty();
    }

    @Test
    void anotherVersionThanTheRecordedOneIsRefused() throws IOException {
        Verdict changed = new Verdict.Refused(Refusal.SLOT_CHANGED, "targets.json is " + version);
        for (SlotState state :
                List.of(
                        new SlotState.Confirmed(SlotRecordTest.ONE),
                        new SlotState.Trying(SlotRecordTest.ONE, 1))) {
            assertThat(judge.toRun(step(state))).isEqualTo(changed);
            assertThat(judge.toReport(step(state))).isEqualTo(changed);
            assertThat(copied()).isEmpty();
        }
        assertThat(judge.toReport(step(new SlotState.Confirmed(version))))
                .isInstanceOf(Verdict.Boot.class);
    }

    @Test
    void runFolderThatCannotTakeTheCopyIsToldOf() throws IOException {
        Files.createFile(run.resolve("app.partial"));
        assertThat(judge.toRun(unrecorded()))
                .isEqualTo(new Verdict.Refused(Refusal.COPY_FAILED, run.toString()));
    }

    @Test
    void bugLeavesNoCopy() throws IOException, Refused {
        SlotJudge broken =
                new SlotJudge(
                        new Verifier(charger.host()),
                        slot -> {
                            throw new IllegalStateException("a bug");
                        },
                        records,
                        Optional.of(RunFolder.prepare(run, RunFolder.Place.ANYWHERE)));
        assertThat(broken.toRun(unrecorded()))
                .isEqualTo(
                        new Verdict.Refused(
                                Refusal.INTERNAL, "java.lang.IllegalStateException: a bug"));
        assertThat(copied()).isEmpty();
    }

    private void record(SlotState a) throws IOException {
        records.write(new SlotRecord(1, Slot.A, a, new SlotState.Empty()));
    }

    private int left() {
        return records.read() instanceof SlotRecords.Newest newest
                        && newest.record().a() instanceof SlotState.Trying trying
                ? trying.left()
                : -1;
    }

    private List<Path> copied() throws IOException {
        try (Stream<Path> files = Files.list(run)) {
            return files.toList();
        }
    }

    private static Step step(SlotState state) {
        return new Step(Slot.A, Optional.of(state));
    }

    private static Step unrecorded() {
        return new Step(Slot.A, Optional.empty());
    }
}
