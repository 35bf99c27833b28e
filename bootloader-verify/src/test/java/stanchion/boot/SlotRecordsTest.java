package stanchion.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stanchion.boot.SlotRecords.Newest;
import stanchion.boot.SlotRecords.None;
import stanchion.boot.SlotRecords.Unreadable;

/// The two files of slot records: what a power cut, a bad disk and an attacker may leave there.
final class SlotRecordsTest {
    private static final byte[] KEY = DerivedKey.of(new byte[] {1}, DerivedKey.SLOT_RECORDS);

    @TempDir private Path state;
    private SlotRecords records;
    private final SlotRecord first =
            new SlotRecord(
                    1, Slot.A, new SlotState.Confirmed(SlotRecordTest.ONE), new SlotState.Empty());
    private final SlotRecord second = first.with(Slot.B, new SlotState.Staging());
    private final SlotRecord third =
            second.with(Slot.B, new SlotState.Trying(SlotRecordTest.TWO, 1));

    @BeforeEach
    void open() {
        records = new SlotRecords(state, KEY);
    }

    @Test
    void newChargerHasNone() {
        assertThat(records.read()).isEqualTo(new None());
        assertThat(new SlotRecords(state.resolve("nowhere"), KEY).read()).isEqualTo(new None());
    }

    @Test
    void recordsAreWrittenInTurn() throws IOException {
        for (SlotRecord record : new SlotRecord[] {first, second, third}) {
            records.write(record);
            int file = (int) (record.sequence() - 1) % 2;
            assertThat(records.read()).isEqualTo(new Newest(record, file));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file(file))))
                    .isEqualTo("rw-------");
        }
        assertThat(state).isDirectoryContaining("glob:**/slots.0").isNotEmptyDirectory();
    }

    @Test
    void oldRecordIsNotWrittenOverANewOne() throws IOException {
        records.write(second);
        assertThatThrownBy(() -> records.write(second))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> records.write(first)).isInstanceOf(IllegalArgumentException.class);
        assertThat(records.read()).isEqualTo(new Newest(second, 0));
    }

    /// A power cut leaves the beginning of the new record over the end of the old one, or nothing.
    @Test
    void writeTornAtAnyByteLeavesTheRecordBefore() throws IOException {
        records.write(first);
        records.write(second);
        byte[] old = Files.readAllBytes(file(0));
        byte[] young = third.bytes(KEY);
        for (int torn = 0; torn < young.length; torn++) {
            byte[] mixed = old.clone();
            System.arraycopy(young, 0, mixed, 0, torn);
            Files.write(file(0), mixed);
            assertThat(records.read()).as("over, %d", torn).isEqualTo(new Newest(second, 1));
            Files.write(file(0), Arrays.copyOf(young, torn));
            assertThat(records.read()).as("cut, %d", torn).isEqualTo(new Newest(second, 1));
        }
        Files.write(file(0), young);
        assertThat(records.read()).isEqualTo(new Newest(third, 0));
    }

    @Test
    void tornRecordIsTheNextToBeWrittenOver() throws IOException {
        records.write(first);
        records.write(second);
        Files.write(file(0), new byte[200]);
        records.write(third);
        assertThat(records.read()).isEqualTo(new Newest(third, 0));
        assertThat(file(0)).hasSize(SlotRecord.BYTES);
    }

    @Test
    void everyFlippedBitOfTheNewestLeavesTheOneBefore() throws IOException {
        records.write(first);
        records.write(second);
        byte[] good = Files.readAllBytes(file(1));
        for (int bit = 0; bit < good.length * 8; bit++) {
            byte[] flipped = good.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file(1), flipped);
            assertThat(records.read()).as("bit %d", bit).isEqualTo(new Newest(first, 0));
        }
    }

    @Test
    void replayedRecordDoesNotPassForANewOne() throws IOException {
        records.write(first);
        byte[] replayed = Files.readAllBytes(file(0));
        records.write(second);
        records.write(third);
        Files.write(file(1), replayed);
        assertThat(records.read()).isEqualTo(new Newest(third, 0));
    }

    @Test
    void recordThatStandsTwiceIsWrittenOverInItsSecondPlace() throws IOException {
        records.write(first);
        Files.copy(file(0), file(1));
        assertThat(records.read()).isEqualTo(new Newest(first, 0));
        records.write(second);
        assertThat(records.read()).isEqualTo(new Newest(second, 1));
    }

    @Test
    void recordOfAnotherChargerIsUnreadable() throws IOException {
        new SlotRecords(state, new byte[32]).write(third);
        assertThat(records.read()).isEqualTo(new Unreadable());
        records.write(first);
        assertThat(records.read()).isEqualTo(new Newest(first, 0));
    }

    @Test
    void twoTornRecordsAreUnreadableNotAbsent() throws IOException {
        Files.write(file(0), new byte[0]);
        Files.write(file(1), new byte[SlotRecord.BYTES]);
        assertThat(records.read()).isEqualTo(new Unreadable());
    }

    @Test
    void fifoIsNotWaitedFor() throws IOException {
        DeviceOnDisk.run(new ProcessBuilder("mkfifo", file(0).toString()));
        assertThat(records.read()).isEqualTo(new Unreadable());
        assertThatThrownBy(() -> records.write(first)).isInstanceOf(IOException.class);
    }

    @Test
    void deviceThatNeverEndsIsNotRead() throws IOException {
        Files.createSymbolicLink(file(0), Path.of("/dev/zero"));
        assertThat(records.read()).isEqualTo(new Unreadable());
    }

    @Test
    void sparseFileOfTenGibibytesIsReadAsFarAsARecordGoes() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(file(0).toFile(), "rw")) {
            file.setLength(10L << 30);
        }
        assertThat(records.read()).isEqualTo(new Unreadable());
        records.write(first);
        assertThat(file(0)).hasSize(SlotRecord.BYTES);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoeverCanWriteTheFolderCannotLetTheVerifierWriteElsewhere(boolean symbolic)
            throws IOException {
        Path elsewhere = Files.writeString(state.resolve("elsewhere"), "precious");
        if (symbolic) {
            Files.createSymbolicLink(file(0), elsewhere);
        } else {
            Files.createLink(file(0), elsewhere);
        }
        assertThatThrownBy(() -> records.write(first)).isInstanceOf(IOException.class);
        assertThat(elsewhere).hasContent("precious");
    }

    @Test
    void danglingLinkIsNotFollowed() throws IOException {
        Files.createSymbolicLink(file(0), state.resolve("elsewhere"));
        assertThatThrownBy(() -> records.write(first)).isInstanceOf(IOException.class);
        assertThat(state.resolve("elsewhere")).doesNotExist();
    }

    @Test
    void tryIsTakenOnce() throws IOException, Refused {
        records.write(third);
        records.takeTry(Slot.B);
        SlotRecord after = third.with(Slot.B, new SlotState.Trying(SlotRecordTest.TWO, 0));
        assertThat(records.read()).isEqualTo(new Newest(after, 1));
        assertNoTry(Slot.B, "no try of B is left");
        assertThat(records.read()).isEqualTo(new Newest(after, 1));
    }

    @Test
    void tryOfASlotThatHasNoneCannotBeTaken() throws IOException {
        assertNoTry(Slot.A, "no try of A is left");
        records.write(third);
        assertNoTry(Slot.A, "no try of A is left");
    }

    @Test
    void tryThatCannotBeWrittenIsNotTaken() throws IOException {
        records.write(third);
        Files.createDirectory(file(1));
        assertNoTry(Slot.B, state.toString());
        assertThat(records.read()).isEqualTo(new Newest(third, 0));
    }

    private void assertNoTry(Slot slot, String detail) {
        try {
            records.takeTry(slot);
            throw new AssertionError("a try was taken");
        } catch (Refused refused) {
            assertThat(refused.verdict())
                    .isEqualTo(new Verdict.Refused(Refusal.TRY_NOT_RECORDED, detail));
        }
    }

    private Path file(int number) {
        return state.resolve("slots." + number);
    }
}
