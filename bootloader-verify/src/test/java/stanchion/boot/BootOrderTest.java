package stanchion.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static stanchion.boot.SlotRecordTest.STATES;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Which slots may run in which order, for every pair of states.
final class BootOrderTest {
    /// Rows are A's state, columns B's. `A` confirmed, `a` on its try, `!a` its tries are used up,
    /// `-` none; two slots in this order; `x` cannot be. Where both are confirmed A is preferred.
    private static final String TABLE =
            """
                      EMPTY  STAGING  STAGED  TRYING/1  TRYING/0  CONFIRMED
            EMPTY     -      -        -       b         -!b       B
            STAGING   -      -        -       b         -!b       B
            STAGED    -      -        -       b         -!b       B
            TRYING/1  a      a        a       x         x         aB
            TRYING/0  -!a    -!a      -!a     x         x         B!a
            CONFIRMED A      A        A       bA        A!b       AB
            """;

    @ParameterizedTest
    @EnumSource(Slot.class)
    void everyPairOfStatesHasItsOrder(Slot preferred) {
        List<String> rows = TABLE.lines().toList();
        int pairs = 0;
        for (int a = 0; a < STATES.size(); a++) {
            String[] cells = rows.get(a + 1).split(" +", -1);
            assertThat(cells[0]).isEqualTo(rows.get(0).strip().split(" +", -1)[a]);
            for (int b = 0; b < STATES.size(); b++) {
                if (!cells[b + 1].equals("x")) {
                    SlotRecord record = new SlotRecord(1, preferred, STATES.get(a), STATES.get(b));
                    String expected =
                            cells[b + 1].equals("AB") && preferred == Slot.B ? "BA" : cells[b + 1];
                    assertThat(text(BootOrder.of(new SlotRecords.Newest(record, 0))))
                            .as("%s", record)
                            .isEqualTo(expected);
                    pairs++;
                }
            }
        }
        assertThat(pairs).isEqualTo(32);
    }

    @Test
    void newChargerLooksAtAThenB() {
        assertThat(BootOrder.of(new SlotRecords.None()))
                .hasToString(
                        "BootOrder[steps=[Step[slot=A, state=Optional.empty], Step[slot=B,"
                                + " state=Optional.empty]], notes=[]]");
    }

    @Test
    void recordsThatNobodyCanReadAreLikeNoneButNoted() {
        BootOrder order = BootOrder.of(new SlotRecords.Unreadable());
        assertThat(order.steps()).isEqualTo(BootOrder.of(new SlotRecords.None()).steps());
        assertThat(order.notes()).containsExactly("RECORDS_UNREADABLE");
    }

    @ParameterizedTest
    @CsvSource({"0, AB", "4, AB", "5, BA", "9, BA", "10, AB", "14, AB", "15, BA", "499, BA"})
    void confirmedVersionThatStartsInVainLetsTheOtherHaveItsTurn(int starts, String expected) {
        SlotState one = new SlotState.Confirmed(SlotRecordTest.ONE);
        for (Slot preferred : Slot.values()) {
            SlotRecord record = new SlotRecord(1, preferred, one, one);
            BootOrder order = BootOrder.of(new SlotRecords.Newest(record, 0), starts);
            boolean turned = expected.equals("BA");
            assertThat(order.steps())
                    .extracting(BootOrder.Step::slot)
                    .containsExactly(
                            turned ? preferred.other() : preferred,
                            turned ? preferred : preferred.other());
            assertThat(order.notes())
                    .isEqualTo(turned ? List.of("BOOT_LOOP " + preferred) : List.of());
        }
    }

    @Test
    void startsInVainChangeNothingWhereThereIsNoOtherConfirmedSlot() {
        for (SlotState a : STATES) {
            for (SlotState b : STATES) {
                boolean bothTry = a instanceof SlotState.Trying && b instanceof SlotState.Trying;
                boolean bothConfirmed =
                        a instanceof SlotState.Confirmed && b instanceof SlotState.Confirmed;
                if (!bothTry && !bothConfirmed) {
                    SlotRecords.Newest found =
                            new SlotRecords.Newest(new SlotRecord(1, Slot.A, a, b), 0);
                    assertThat(BootOrder.of(found, 5)).isEqualTo(BootOrder.of(found, 0));
                }
            }
        }
        assertThat(BootOrder.of(new SlotRecords.None(), 5))
                .isEqualTo(BootOrder.of(new SlotRecords.None()));
    }

    private static String text(BootOrder order) {
        String steps =
                order.steps().stream()
                        .map(step -> step.onTry() ? lower(step.slot()) : step.slot().name())
                        .collect(Collectors.joining());
        String notes =
                order.notes().stream()
                        .map(note -> note.replace("REVERTED A", "!a").replace("REVERTED B", "!b"))
                        .collect(Collectors.joining());
        return (steps.isEmpty() ? "-" : steps) + notes;
    }

    private static String lower(Slot slot) {
        return slot == Slot.A ? "a" : "b";
    }
}
