package stanchion.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stanchion.boot.BootOrder.Step;

/// The decision over both slots: which verdict leads where.
final class DecisionTest implements Decision.Judge {
    private static final Optional<SlotState> CONFIRMED =
            Optional.of(new SlotState.Confirmed(SlotRecordTest.ONE));
    private static final Optional<SlotState> TRYING =
            Optional.of(new SlotState.Trying(SlotRecordTest.TWO, 1));

    private final Verdict.Boot boots = (Verdict.Boot) new BenchCharger().judge();
    private final Map<Slot, Verdict> verdicts = new EnumMap<>(Slot.class);
    private final List<String> asked = new ArrayList<>();

    @Override
    public Verdict toRun(Step step) {
        asked.add("run " + step.slot());
        return verdicts.getOrDefault(step.slot(), boots);
    }

    @Override
    public Verdict toReport(Step step) {
        asked.add("report " + step.slot());
        return verdicts.getOrDefault(step.slot(), boots);
    }

    @Test
    void firstGoodSlotBootsAndTheOtherIsLeftAlone() {
        assertThat(told(decide(unrecorded()))).isEqualTo("BOOT A");
        assertThat(asked).containsExactly("run A");
    }

    @Test
    void refusedSlotIsToldOfWhenTheOtherBoots() {
        refuse(Slot.A, Refusal.FILE_DIGEST);
        assertThat(told(decide(unrecorded()))).isEqualTo("A FILE_DIGEST, BOOT B");
        assertThat(asked).containsExactly("run A", "run B");
    }

    @Test
    void confirmedSpareIsJudgedToBeToldOf() {
        refuse(Slot.B, Refusal.FILE_DIGEST);
        BootOrder order = order(new Step(Slot.A, CONFIRMED), new Step(Slot.B, CONFIRMED));
        assertThat(told(decide(order))).isEqualTo("B FILE_DIGEST, BOOT A");
        assertThat(asked).containsExactly("run A", "report B");
    }

    @Test
    void goodSpareIsNotToldOf() {
        BootOrder order = order(new Step(Slot.B, TRYING), new Step(Slot.A, CONFIRMED));
        assertThat(told(decide(order))).isEqualTo("BOOT B");
        assertThat(asked).containsExactly("run B", "report A");
    }

    @Test
    void refusedTryFallsBackToTheConfirmedSlot() {
        refuse(Slot.B, Refusal.SIGNATURE_INVALID);
        BootOrder order = order(new Step(Slot.B, TRYING), new Step(Slot.A, CONFIRMED));
        assertThat(told(decide(order))).isEqualTo("B SIGNATURE_INVALID, BOOT A");
        assertThat(asked).containsExactly("run B", "run A");
    }

    @Test
    void twoRefusedSlotsLeaveTheContactorsOpen() {
        refuse(Slot.A, Refusal.FILE_DIGEST);
        refuse(Slot.B, Refusal.FILE_MISSING);
        assertThat(told(decide(unrecorded())))
                .isEqualTo("A FILE_DIGEST, B FILE_MISSING, NOTIFY-ONLY");
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void whatConcernsTheChargerIsNotAskedTwice(Refusal cause) {
        refuse(Slot.A, cause);
        String expected =
                cause.scope() == Refusal.Scope.CHARGER
                        ? "A " + cause + ", NOTIFY-ONLY"
                        : "A " + cause + ", BOOT B";
        assertThat(told(decide(unrecorded()))).isEqualTo(expected);
    }

    @Test
    void emptySpareThatWasNeverUsedIsNotToldOf() {
        refuse(Slot.A, Refusal.FILE_DIGEST);
        refuse(Slot.B, Refusal.EMPTY);
        assertThat(told(decide(unrecorded()))).isEqualTo("A FILE_DIGEST, NOTIFY-ONLY");
    }

    @Test
    void twoEmptySlotsAreToldOfOnce() {
        refuse(Slot.A, Refusal.EMPTY);
        refuse(Slot.B, Refusal.EMPTY);
        assertThat(told(decide(unrecorded()))).isEqualTo("A EMPTY, NOTIFY-ONLY");
    }

    @Test
    void confirmedSlotThatIsEmptyHasLostItsVersion() {
        refuse(Slot.B, Refusal.EMPTY);
        BootOrder order = order(new Step(Slot.A, CONFIRMED), new Step(Slot.B, CONFIRMED));
        assertThat(told(decide(order))).isEqualTo("B EMPTY, BOOT A");
    }

    @Test
    void recordsThatLetNoSlotRunAreACauseOfTheirOwn() {
        assertThat(told(decide(order()))).isEqualTo("A SLOT_STATE, NOTIFY-ONLY");
        assertThat(asked).isEmpty();
    }

    @Test
    void notesOfTheOrderArePassedOn() {
        BootOrder order = new BootOrder(unrecorded().steps(), List.of("REVERTED B"));
        assertThat(decide(order).notes()).containsExactly("REVERTED B");
        refuse(Slot.A, Refusal.EMPTY);
        refuse(Slot.B, Refusal.EMPTY);
        assertThat(decide(order).notes()).containsExactly("REVERTED B");
    }

    @Test
    void slotThatCannotBePutInPlaceIsARefusalMore() {
        refuse(Slot.A, Refusal.FILE_DIGEST);
        Decision.Boot boot = (Decision.Boot) decide(unrecorded());
        assertThat(told(boot.but(new Verdict.Refused(Refusal.COPY_FAILED, "x"))))
                .isEqualTo("A FILE_DIGEST, B COPY_FAILED, NOTIFY-ONLY");
    }

    private Decision decide(BootOrder order) {
        return Decision.over(order, this);
    }

    private void refuse(Slot slot, Refusal cause) {
        verdicts.put(slot, new Verdict.Refused(cause, "x"));
    }

    private static BootOrder unrecorded() {
        return BootOrder.of(new SlotRecords.None());
    }

    private static BootOrder order(Step... steps) {
        return new BootOrder(List.of(steps), List.of());
    }

    private static String told(Decision decision) {
        StringBuilder told = new StringBuilder();
        for (Decision.SlotRefused refused : decision.refused()) {
            told.append(refused.slot()).append(" ").append(refused.why().cause()).append(", ");
        }
        return told
                + switch (decision) {
                    case Decision.Boot boot -> "BOOT " + boot.step().slot();
                    case Decision.NotifyOnly none -> "NOTIFY-ONLY";
                };
    }
}
