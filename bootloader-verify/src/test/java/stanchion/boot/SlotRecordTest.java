package stanchion.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The bytes of a slot record.
final class SlotRecordTest {
    static final String ONE = "11".repeat(32);
    static final String TWO = "22".repeat(32);
    static final List<SlotState> STATES =
            List.of(
                    new SlotState.Empty(),
                    new SlotState.Staging(),
                    new SlotState.Staged(ONE),
                    new SlotState.Trying(ONE, 1),
                    new SlotState.Trying(TWO, 0),
                    new SlotState.Confirmed(TWO));

    private static final byte[] KEY = new byte[32];

    private final SlotRecord good =
            new SlotRecord(7, Slot.B, new SlotState.Confirmed(ONE), new SlotState.Trying(TWO, 1));

    @Test
    void everyRecordIsReadAsItWasWritten() {
        for (SlotRecord record : all()) {
            assertThat(SlotRecord.read(record.bytes(KEY), KEY)).contains(record);
        }
    }

    private static List<SlotRecord> all() {
        List<SlotRecord> records = new ArrayList<>();
        for (Slot preferred : Slot.values()) {
            for (SlotState a : STATES) {
                for (SlotState b : STATES) {
                    if (!(a instanceof SlotState.Trying && b instanceof SlotState.Trying)) {
                        records.add(new SlotRecord(records.size() + 1, preferred, a, b));
                    }
                }
            }
        }
        return records;
    }

    @Test
    void formIsFixed() {
        String form = HexFormat.of().formatHex(good.bytes(KEY));
        assertThat(form)
                .hasSize(2 * SlotRecord.BYTES)
                .startsWith(
                        "5354534c4f545331"
                                + "0000000000000007"
                                + "42"
                                + "0400"
                                + ONE
                                + "0301"
                                + TWO);
        assertThat(form)
                .endsWith(
                        HexFormat.of()
                                .formatHex(HmacSha256.of(KEY, Arrays.copyOf(good.bytes(KEY), 85))));
    }

    @Test
    void everyBitCounts() {
        for (int bit = 0; bit < SlotRecord.BYTES * 8; bit++) {
            byte[] bytes = good.bytes(KEY);
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(SlotRecord.read(bytes, KEY)).as("bit %d", bit).isEmpty();
        }
    }

    @Test
    void recordCutAnywhereOrLongerIsNone() {
        byte[] bytes = good.bytes(KEY);
        for (int length = 0; length < bytes.length; length++) {
            assertThat(SlotRecord.read(Arrays.copyOf(bytes, length), KEY)).isEmpty();
        }
        assertThat(SlotRecord.read(Arrays.copyOf(bytes, bytes.length + 1), KEY)).isEmpty();
    }

    @Test
    void recordOfAnotherChargerIsNone() {
        byte[] other = new byte[32];
        other[31] = 1;
        assertThat(SlotRecord.read(good.bytes(other), KEY)).isEmpty();
    }

    /// Nobody without the key can make these; a maker with a bug can.
    @ParameterizedTest
    @CsvSource({
        "0, 54, another format",
        "8, ff, a negative sequence",
        "15, 00, no sequence",
        "16, 43, a third slot",
        "17, 05, an unknown state",
        "17, 00, a digest of nothing",
        "18, 01, tries of a confirmed slot",
        "17, 03, two slots on their try",
        "52, ff, fewer than no tries",
        "52, 04, more tries than there may be",
    })
    void authenticNonsenseIsNone(int at, String value, String what) {
        byte[] bytes = good.bytes(KEY);
        bytes[at] = HexFormat.of().parseHex(value)[0];
        byte[] mac = HmacSha256.of(KEY, Arrays.copyOf(bytes, 85));
        System.arraycopy(mac, 0, bytes, 85, mac.length);
        assertThat(SlotRecord.read(bytes, KEY)).as(what).isEmpty();
    }

    @Test
    void asManyTriesAsThereMayBeAreRead() {
        SlotRecord most = good.with(Slot.B, new SlotState.Trying(ONE, SlotState.MOST_TRIES));
        assertThat(SlotRecord.read(most.bytes(KEY), KEY)).contains(most);
    }

    @Test
    void nextRecordCountsOn() {
        assertThat(good.with(Slot.A, new SlotState.Empty()))
                .isEqualTo(new SlotRecord(8, Slot.B, new SlotState.Empty(), good.b()));
        assertThat(good.with(Slot.B, new SlotState.Staging()))
                .isEqualTo(new SlotRecord(8, Slot.B, good.a(), new SlotState.Staging()));
        assertThat(good.preferring(Slot.A))
                .isEqualTo(new SlotRecord(8, Slot.A, good.a(), good.b()));
    }

    @Test
    void recordThatCannotBeIsABug() {
        SlotState trying = new SlotState.Trying(ONE, 1);
        assertThatThrownBy(() -> new SlotRecord(1, Slot.A, trying, trying))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SlotRecord(0, Slot.A, trying, new SlotState.Empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SlotState.Trying(ONE, -1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SlotState.Trying(ONE, 4))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SlotState.Trying("", 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SlotState.Staged(ONE + "1"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SlotState.Confirmed("x".repeat(64)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void statesHaveNames() {
        assertThat(STATES.stream().map(SlotState::text))
                .containsExactly("EMPTY", "STAGING", "STAGED", "TRYING", "TRYING", "CONFIRMED");
    }
}
