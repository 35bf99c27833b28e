package stanchion.charger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import stanchion.safety.Fault;
import stanchion.safety.FaultSet;

/// What somebody did to the charger and its owner has not cleared, as it stands behind a record of
/// the [EnergyRegister].
///
/// ```text
/// i64 sequence │ u32 length │ 256 bytes: names with a space between │ u32 CRC-32C of these
/// ```
///
/// Names, because the numbers of faults differ from version to version: a name that this version
/// does not know counts as [Fault#TAMPER], for somebody did something. The sequence is the
/// record's: an older version writes records without this one and leaves what stands behind them as
/// it was, so of two the later one counts.
final class TamperingRecord {
    private static final int MOST_TEXT_BYTES = 256;
    private static final int COVERED = Long.BYTES + Integer.BYTES + MOST_TEXT_BYTES;
    static final int BYTES = COVERED + Integer.BYTES;

    /// @param sequence 0: nothing readable
    private record Read(long sequence, FaultSet tampering) {
        static final Read NOTHING = new Read(0, FaultSet.NONE);
    }

    private TamperingRecord() {}

    static byte[] bytes(long sequence, FaultSet tampering) {
        byte[] names = tampering.text().getBytes(UTF_8);
        ByteBuffer to = ByteBuffer.allocate(BYTES);
        to.putLong(sequence).putInt(names.length).put(names).position(COVERED);
        return to.putInt(EnergyRegister.checksum(to.array(), 0, COVERED)).array();
    }

    /// What the later of the readable ones says.
    static FaultSet latest(byte[] bytes, List<Integer> offsets) {
        return offsets.stream()
                .map(offset -> read(bytes, offset))
                .reduce(Read.NOTHING, (a, b) -> b.sequence > a.sequence ? b : a)
                .tampering;
    }

    private static Read read(byte[] bytes, int offset) {
        ByteBuffer from = ByteBuffer.wrap(bytes, offset, BYTES);
        long sequence = from.getLong();
        int length = from.getInt();
        boolean valid =
                from.getInt(offset + COVERED) == EnergyRegister.checksum(bytes, offset, COVERED)
                        && length >= 0
                        && length <= MOST_TEXT_BYTES;
        return valid
                ? new Read(sequence, faults(new String(bytes, from.position(), length, UTF_8)))
                : Read.NOTHING;
    }

    private static FaultSet faults(String names) {
        Set<String> known =
                FaultSet.TAMPERING.asSet().stream().map(Fault::name).collect(Collectors.toSet());
        return Stream.of(names.split(" ", -1))
                .filter(name -> !name.isEmpty())
                .map(name -> known.contains(name) ? Fault.valueOf(name) : Fault.TAMPER)
                .reduce(FaultSet.NONE, FaultSet::with, FaultSet::union);
    }
}
