package stanchion.charger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import stanchion.control.ControlCycle.Memory;
import stanchion.link.EnergyTotals;
import stanchion.units.WattHours;

/// What the charger remembers over power cuts: energy per direction and phase, the last session's
/// number, how often the contactor was closed, and what somebody did to it.
///
/// Two records in one file, written in turn and synced, so that a write torn at any byte leaves the
/// previous one readable:
///
/// ```text
/// offset 0 │ record with an even sequence       offset 512 │ record with an odd sequence
/// record:  u64 magic │ i64 sequence │ f64 watt-hours │ i64 sessions │ u32 CRC-32C of these
///          │ i64 closings │ u32 CRC-32C of it
///          │ u32 phases │ f64 exported │ 3 × (f64 imported, f64 exported) │ u32 CRC-32C of these
///          │ [TamperingRecord]
/// ```
///
/// What a later version counts besides is added behind, never put between: after an update and
/// after its revert, either version reads the energy the other one wrote. Each count behind is the
/// higher of what stands behind both records, for an older version leaves them as they were: what
/// it meters counts in the sum and not in the phases.
///
/// No count ever falls: a smaller value is written as the last one. A file of which no record can
/// be read is set aside as `energy.register.damaged`, and the count begins at 0, loudly.
public final class EnergyRegister {
    static final String FILE = "energy.register";
    static final int SECOND_RECORD = 512;
    static final int RECORD_BYTES = 36;

    private static final long MAGIC = 0x5354_4e43_484e_4552L;
    private static final int CLOSINGS_BYTES = Long.BYTES + Integer.BYTES;
    private static final int TOTALS = RECORD_BYTES + CLOSINGS_BYTES;
    private static final int TOTALS_BYTES =
            2 * Integer.BYTES + (1 + 2 * EnergyTotals.MAX_PHASES) * Double.BYTES;
    private static final int TAMPERING = TOTALS + TOTALS_BYTES;
    private static final int WHOLE_BYTES = TAMPERING + TamperingRecord.BYTES;
    private static final int FILE_BYTES = SECOND_RECORD + WHOLE_BYTES;

    /// What was found at the start.
    public enum Found {
        /// No file: a charger's first start.
        NOTHING,
        RECORD,
        /// A file without a readable record.
        DAMAGE
    }

    private record Sequenced(long sequence, Memory memory) {}

    private final Path file;
    private final Found found;
    private Sequenced last;

    private EnergyRegister(Path file, Found found, Sequenced last) {
        this.file = file;
        this.found = found;
        this.last = last;
    }

    /// Reads the register in `folder`.
    ///
    /// @throws IOException when a damaged file cannot be set aside
    public static EnergyRegister open(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        Sequenced nothing = new Sequenced(0, Memory.NONE);
        if (Files.notExists(file)) {
            return new EnergyRegister(file, Found.NOTHING, nothing);
        }
        Optional<Sequenced> latest = latest(file);
        if (latest.isPresent()) {
            return new EnergyRegister(file, Found.RECORD, latest.get());
        }
        Path aside = folder.resolve(FILE + ".damaged");
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        return new EnergyRegister(file, Found.DAMAGE, nothing);
    }

    /// What [#open] found.
    public Found found() {
        return found;
    }

    /// As last read or written.
    public Memory memory() {
        return last.memory;
    }

    /// Writes and syncs `memory`, unless it is what was written last.
    public void write(Memory memory) throws IOException {
        Memory grown = grown(memory);
        if (grown.equals(last.memory) && last.sequence > 0) {
            return;
        }
        Sequenced next = new Sequenced(last.sequence + 1, grown);
        if (Files.notExists(file)) {
            create(next);
        } else {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                writeAll(channel, encode(next), offset(next));
            }
        }
        last = next;
    }

    private Memory grown(Memory memory) {
        Memory before = last.memory;
        return new Memory(
                memory.energy().atLeast(before.energy()),
                Math.max(memory.sessions(), before.sessions()),
                Math.max(memory.closings(), before.closings()),
                memory.tampering());
    }

    /// The first record comes with its file, whole or not at all.
    private void create(Sequenced first) throws IOException {
        Path fresh = file.resolveSibling(FILE + ".new");
        ByteBuffer whole = ByteBuffer.allocate(FILE_BYTES);
        whole.put((int) offset(first), encode(first).array());
        try (FileChannel channel =
                FileChannel.open(
                        fresh,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            writeAll(channel, whole, 0);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent())) {
            folder.force(true);
        }
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes, long at)
            throws IOException {
        long offset = at;
        while (bytes.hasRemaining()) {
            offset += channel.write(bytes, offset);
        }
        channel.force(true);
    }

    private static long offset(Sequenced record) {
        return record.sequence % 2 == 0 ? 0 : SECOND_RECORD;
    }

    private static Optional<Sequenced> latest(Path file) {
        ByteBuffer bytes = ByteBuffer.allocate(FILE_BYTES);
        try (FileChannel channel = FileChannel.open(file)) {
            int count = 0;
            while (bytes.hasRemaining() && count >= 0) {
                count = channel.read(bytes);
            }
        } catch (IOException unreadable) {
            return Optional.empty();
        }
        byte[] both = bytes.array();
        Memory behind =
                new Memory(
                        totals(both, 0).atLeast(totals(both, SECOND_RECORD)),
                        0,
                        Math.max(closings(both, 0), closings(both, SECOND_RECORD)),
                        TamperingRecord.latest(
                                both, List.of(TAMPERING, SECOND_RECORD + TAMPERING)));
        return Stream.of(record(both, 0, behind), record(both, SECOND_RECORD, behind))
                .flatMap(Optional::stream)
                .reduce((a, b) -> a.sequence > b.sequence ? a : b);
    }

    private static ByteBuffer encode(Sequenced record) {
        ByteBuffer bytes = ByteBuffer.allocate(WHOLE_BYTES).putLong(MAGIC);
        bytes.putLong(record.sequence)
                .putDouble(record.memory.energy().imported().value())
                .putLong(record.memory.sessions());
        bytes.putInt(checksum(bytes.array(), 0, bytes.position()));
        bytes.putLong(record.memory.closings());
        bytes.putInt(checksum(bytes.array(), RECORD_BYTES, Long.BYTES));
        EnergyTotals totals = record.memory.energy();
        bytes.putInt(totals.phases().size()).putDouble(totals.exported().value());
        for (int i = 0; i < EnergyTotals.MAX_PHASES; i++) {
            bytes.putDouble(totals.phase(i).imported().value());
            bytes.putDouble(totals.phase(i).exported().value());
        }
        bytes.putInt(checksum(bytes.array(), TOTALS, TOTALS_BYTES - Integer.BYTES));
        return bytes.put(TamperingRecord.bytes(record.sequence, record.memory.tampering())).flip();
    }

    /// What stands behind a record but for the imported sum; nothing where it cannot be read.
    private static EnergyTotals totals(byte[] bytes, int record) {
        int offset = record + TOTALS;
        int covered = TOTALS_BYTES - Integer.BYTES;
        ByteBuffer behind = ByteBuffer.wrap(bytes, offset, TOTALS_BYTES);
        if (behind.getInt(offset + covered) != checksum(bytes, offset, covered)) {
            return EnergyTotals.ZERO;
        }
        int count = Math.clamp(behind.getInt(), 0, EnergyTotals.MAX_PHASES);
        WattHours exported = energy(behind);
        List<EnergyTotals.Phase> phases = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            phases.add(new EnergyTotals.Phase(energy(behind), energy(behind)));
        }
        return new EnergyTotals(WattHours.ZERO, exported, phases);
    }

    private static WattHours energy(ByteBuffer from) {
        double value = from.getDouble();
        return Double.isFinite(value) && value > 0 ? new WattHours(value) : WattHours.ZERO;
    }

    /// What stands behind a record; 0 where nothing readable does.
    private static long closings(byte[] bytes, int record) {
        int offset = record + RECORD_BYTES;
        ByteBuffer behind = ByteBuffer.wrap(bytes, offset, CLOSINGS_BYTES);
        long closings = behind.getLong();
        return behind.getInt() == checksum(bytes, offset, Long.BYTES) ? Math.max(closings, 0) : 0;
    }

    private static Optional<Sequenced> record(byte[] bytes, int offset, Memory behind) {
        ByteBuffer record = ByteBuffer.wrap(bytes, offset, RECORD_BYTES);
        long magic = record.getLong();
        long sequence = record.getLong();
        double wattHours = record.getDouble();
        long sessions = record.getLong();
        boolean valid =
                magic == MAGIC
                        && record.getInt() == checksum(bytes, offset, RECORD_BYTES - Integer.BYTES)
                        && sequence > 0
                        && Double.isFinite(wattHours)
                        && wattHours >= 0
                        && sessions >= 0;
        return valid
                ? Optional.of(
                        new Sequenced(
                                sequence,
                                new Memory(
                                        behind.energy()
                                                .atLeast(EnergyTotals.of(new WattHours(wattHours))),
                                        sessions,
                                        behind.closings(),
                                        behind.tampering())))
                : Optional.empty();
    }

    static int checksum(byte[] bytes, int offset, int count) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, count);
        return (int) crc.getValue();
    }
}
