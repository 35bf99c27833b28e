package stanchion.charger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.charger.EnergyRegister.Found;
import stanchion.control.ControlCycle.Memory;
import stanchion.link.EnergyTotals;
import stanchion.safety.Fault;
import stanchion.safety.FaultSet;
import stanchion.units.WattHours;

class EnergyRegisterTest {
    @TempDir private Path folder;

    private static Memory memory(double wattHours, long sessions) {
        return new Memory(EnergyTotals.of(new WattHours(wattHours)), sessions, 10 * sessions);
    }

    private Path file() {
        return folder.resolve(EnergyRegister.FILE);
    }

    @Test
    void firstStartCountsFromZeroAndLeavesNothingBeforeTheFirstWrite() throws IOException {
        EnergyRegister register = EnergyRegister.open(folder);
        assertThat(register.found()).isEqualTo(Found.NOTHING);
        assertThat(register.memory()).isEqualTo(memory(0, 0));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatWasWrittenLastIsReadAtTheNextStart() throws IOException {
        EnergyRegister register = EnergyRegister.open(folder);
        for (int i = 1; i <= 5; i++) {
            register.write(memory(i * 100.5, i));
            assertThat(EnergyRegister.open(folder).memory()).isEqualTo(memory(i * 100.5, i));
        }
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file()));
    }

    @Test
    void energySessionNumberAndClosingsNeverFall() throws IOException {
        EnergyRegister register = EnergyRegister.open(folder);
        register.write(memory(100, 7));
        register.write(memory(50, 3));
        assertThat(EnergyRegister.open(folder).memory()).isEqualTo(memory(100, 7));
    }

    @Test
    void writeTornAtAnyByteLeavesThePreviousRecord() throws IOException {
        EnergyRegister register = EnergyRegister.open(folder);
        register.write(memory(1, 1));
        register.write(memory(2, 2));
        byte[] before = Files.readAllBytes(file());
        register.write(memory(3, 3));
        byte[] after = Files.readAllBytes(file());
        int whole = after.length - EnergyRegister.SECOND_RECORD;
        for (int cut = 0; cut <= whole; cut++) {
            byte[] torn = before.clone();
            int at = EnergyRegister.SECOND_RECORD;
            System.arraycopy(after, at, torn, at, cut);
            Files.write(file(), torn);
            EnergyRegister reopened = EnergyRegister.open(folder);
            int there = cut >= EnergyRegister.RECORD_BYTES ? 3 : 2;
            assertThat(reopened.memory().energy())
                    .as("cut at %d", cut)
                    .isEqualTo(memory(there, 0).energy());
            assertThat(reopened.memory().sessions()).as("cut at %d", cut).isEqualTo(there);
            assertThat(reopened.memory().closings()).as("cut at %d", cut).isBetween(20L, 30L);
            assertThat(reopened.found()).isEqualTo(Found.RECORD);
        }
    }

    @Test
    void fileShortenedAtAnyByteYieldsAWholeRecordOrIsReportedAsDamage() throws IOException {
        EnergyRegister register = EnergyRegister.open(folder);
        register.write(memory(1, 1));
        register.write(memory(2, 2));
        byte[] whole = Files.readAllBytes(file());
        for (int length = 0; length < whole.length; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            EnergyRegister reopened = EnergyRegister.open(folder);
            boolean readable = length >= EnergyRegister.RECORD_BYTES;
            assertThat(reopened.found()).isEqualTo(readable ? Found.RECORD : Found.DAMAGE);
            assertThat(reopened.memory().energy()).isEqualTo(memory(readable ? 2 : 0, 0).energy());
        }
    }

    @Test
    void anyFlippedBitOfARecordMakesTheOtherOneCount() throws IOException {
        EnergyRegister register = EnergyRegister.open(folder);
        register.write(memory(1, 1));
        register.write(memory(2, 2));
        byte[] whole = Files.readAllBytes(file());
        for (int bit = 0; bit < EnergyRegister.RECORD_BYTES * Byte.SIZE; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            Files.write(file(), flipped);
            assertThat(EnergyRegister.open(folder).memory().energy())
                    .isEqualTo(memory(1, 1).energy());
        }
    }

    /// An update that counts more, and its revert: each reads what the other one wrote.
    @Test
    void versionThatKnowsNoClosingsReadsTheEnergyAndLeavesThemAsTheyWere() throws IOException {
        EnergyRegister register = EnergyRegister.open(folder);
        register.write(memory(1, 1));
        register.write(memory(2, 2));
        byte[] older = Files.readAllBytes(file());
        ByteBuffer record = ByteBuffer.wrap(older, EnergyRegister.SECOND_RECORD, 36);
        long magic = record.getLong();
        ByteBuffer written = ByteBuffer.allocate(36).putLong(magic).putLong(3);
        written.putDouble(9).putLong(5);
        CRC32C crc = new CRC32C();
        crc.update(written.array(), 0, 32);
        written.putInt((int) crc.getValue());
        System.arraycopy(written.array(), 0, older, EnergyRegister.SECOND_RECORD, 36);
        Files.write(file(), older);

        assertThat(EnergyRegister.open(folder).memory())
                .isEqualTo(new Memory(EnergyTotals.of(new WattHours(9)), 5, 20));
    }

    @Test
    void everyDirectionAndPhaseIsReadAtTheNextStartAndNoneOfThemEverFalls() throws IOException {
        EnergyRegister register = EnergyRegister.open(folder);
        register.write(totals(30, 3));
        register.write(totals(60, 1));
        EnergyTotals read = EnergyRegister.open(folder).memory().energy();
        assertThat(read).isEqualTo(totals(60, 3).energy());
    }

    /// The version before wrote on: its sum counts, the phases stay as they were.
    @Test
    void versionThatKnowsNoPhasesLeavesThemAsTheyWere() throws IOException {
        EnergyRegister register = EnergyRegister.open(folder);
        register.write(totals(30, 3));
        register.write(totals(60, 6));
        byte[] later = Files.readAllBytes(file());
        byte[] short48 = Arrays.copyOf(later, later.length);
        // as the version before makes its file, should this one's be gone: nothing behind
        Arrays.fill(short48, 48, EnergyRegister.SECOND_RECORD, (byte) 0);
        byte[] older = Arrays.copyOf(short48, EnergyRegister.SECOND_RECORD + 48);
        Files.write(file(), older);
        EnergyRegister read = EnergyRegister.open(folder);
        assertThat(read.found()).isEqualTo(Found.RECORD);
        assertThat(read.memory().energy()).isEqualTo(EnergyTotals.of(new WattHours(60)));
        assertThat(read.memory().closings()).isEqualTo(20);
    }

    private static Memory totals(double imported, double exported) {
        EnergyTotals.Phase phase =
                new EnergyTotals.Phase(new WattHours(imported / 3), new WattHours(exported));
        return new Memory(
                new EnergyTotals(
                        new WattHours(imported),
                        new WattHours(exported),
                        List.of(phase, phase, phase)),
                2,
                20);
    }

    @Test
    void whatTheOwnerHasNotClearedIsReadAtTheNextStartAndWhatHeHasIsNot() throws IOException {
        EnergyRegister register = EnergyRegister.open(folder);
        register.write(memory(1, 1));
        FaultSet both = FaultSet.of(Fault.TAMPER).with(Fault.TILTED);
        register.write(tampered(both));
        assertThat(EnergyRegister.open(folder).memory()).isEqualTo(tampered(both));
        register.write(tampered(FaultSet.NONE));
        assertThat(EnergyRegister.open(folder).memory()).isEqualTo(tampered(FaultSet.NONE));
    }

    @Test
    void versionThatKnowsNoTamperingLeavesItStanding() throws IOException {
        EnergyRegister register = EnergyRegister.open(folder);
        register.write(memory(1, 1));
        register.write(tampered(FaultSet.of(Fault.TAMPER)));
        byte[] both = Files.readAllBytes(file());
        EnergyRegister.open(folder).write(memory(9, 9)); // the third record, in place of the first
        byte[] later = Files.readAllBytes(file());
        int at = EnergyRegister.SECOND_RECORD;
        System.arraycopy(later, at, both, at, 112); // as much as the version before wrote
        Files.write(file(), both);
        Memory read = EnergyRegister.open(folder).memory();
        assertThat(read.sessions()).isEqualTo(9);
        assertThat(read.tampering()).isEqualTo(FaultSet.of(Fault.TAMPER));
    }

    @Test
    void writeTornAtAnyByteLeavesTamperingAsItStoodBefore() throws IOException {
        EnergyRegister register = EnergyRegister.open(folder);
        register.write(memory(1, 1));
        register.write(tampered(FaultSet.of(Fault.TAMPER)));
        byte[] before = Files.readAllBytes(file());
        register.write(tampered(FaultSet.NONE));
        byte[] after = Files.readAllBytes(file());
        int at = EnergyRegister.SECOND_RECORD;
        for (int cut = 0; cut <= after.length - at; cut++) {
            byte[] torn = before.clone();
            System.arraycopy(after, at, torn, at, cut);
            Files.write(file(), torn);
            assertThat(EnergyRegister.open(folder).memory().tampering())
                    .as("cut at %d", cut)
                    .isIn(FaultSet.of(Fault.TAMPER), FaultSet.NONE);
        }
        assertThat(EnergyRegister.open(folder).memory().tampering()).isEqualTo(FaultSet.NONE);
    }

    private static Memory tampered(FaultSet tampering) {
        return new Memory(EnergyTotals.of(new WattHours(5)), 2, 20, tampering);
    }

    @Test
    void damagedFileIsSetAsideAndTheCountBeginsAgain() throws IOException {
        Files.writeString(file(), "not a register");
        EnergyRegister register = EnergyRegister.open(folder);
        assertThat(register.found()).isEqualTo(Found.DAMAGE);
        assertThat(folder.resolve("energy.register.damaged")).hasContent("not a register");
        register.write(memory(5, 1));
        assertThat(EnergyRegister.open(folder).memory()).isEqualTo(memory(5, 1));
    }

    @Test
    void unchangedMemoryIsNotWrittenAgain() throws IOException {
        EnergyRegister register = EnergyRegister.open(folder);
        register.write(memory(5, 1));
        byte[] before = Files.readAllBytes(file());
        register.write(memory(5, 1));
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
    }
}
