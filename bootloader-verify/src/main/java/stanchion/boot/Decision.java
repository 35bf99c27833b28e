package stanchion.boot;

import java.util.ArrayList;
import java.util.List;

/// What a charger does after both slots were considered: boot one, or stay notify-only.
///
/// ```text
/// BootOrder ─► first slot ─► boots ─────────────────────────► Boot
///                   │ refused        └► other, if confirmed: judged too, so that it is reported
///                   ▼
///              second slot ─► boots ─► Boot, with the first one's refusal
///                   │ refused
///                   ▼
///              NotifyOnly: contactors stay open, every refusal is told
/// ```
public sealed interface Decision {
    /// Slots that must not run, in the order they were judged. What concerns the whole charger
    /// stands once, under the slot that was to be judged first.
    List<SlotRefused> refused();

    /// What else people should know.
    List<String> notes();

    /// A slot that must not run, and why.
    record SlotRefused(Slot slot, Verdict.Refused why) {}

    /// This slot runs.
    ///
    /// @param step which, and what the records say of it
    record Boot(
            BootOrder.Step step,
            Verdict.Boot verdict,
            List<SlotRefused> refused,
            List<String> notes)
            implements Decision {
        public Boot {
            refused = List.copyOf(refused);
            notes = List.copyOf(notes);
        }

        /// The slot was fit to run, but could not be put in place.
        NotifyOnly but(Verdict.Refused why) {
            List<SlotRefused> all = new ArrayList<>(refused);
            all.add(new SlotRefused(step.slot(), why));
            return new NotifyOnly(all, notes);
        }
    }

    /// Nothing runs: contactors stay open.
    ///
    /// @param refused one at least
    record NotifyOnly(List<SlotRefused> refused, List<String> notes) implements Decision {
        public NotifyOnly {
            refused = List.copyOf(refused);
            notes = List.copyOf(notes);
        }
    }

    /// Judges one slot.
    interface Judge {
        /// `Boot` when the slot is in place and ready to run: copied, its try taken.
        Verdict toRun(BootOrder.Step step);

        /// The same, but copies nothing and takes no try.
        Verdict toReport(BootOrder.Step step);
    }

    /// Why no slot was judged at all.
    static Decision charger(Verdict.Refused why) {
        return new NotifyOnly(List.of(new SlotRefused(Slot.A, why)), List.of());
    }

    static Decision over(BootOrder order, Judge judge) {
        List<SlotRefused> refused = new ArrayList<>(2);
        for (int i = 0; i < order.steps().size(); i++) {
            BootOrder.Step step = order.steps().get(i);
            Verdict verdict = judge.toRun(step);
            if (verdict instanceof Verdict.Boot boot) {
                addSpares(order.steps().subList(i + 1, order.steps().size()), judge, refused);
                return new Boot(step, boot, refused, order.notes());
            } else if (verdict instanceof Verdict.Refused why) {
                add(step, why, refused);
                if (why.cause().scope() == Refusal.Scope.CHARGER) {
                    break;
                }
            }
        }
        return new NotifyOnly(refused.isEmpty() ? noneMayRun() : refused, order.notes());
    }

    /// A confirmed slot that has gone bad is told of before it is needed.
    private static void addSpares(
            List<BootOrder.Step> spares, Judge judge, List<SlotRefused> refused) {
        for (BootOrder.Step spare : spares) {
            if (spare.confirmed() && judge.toReport(spare) instanceof Verdict.Refused why) {
                add(spare, why, refused);
            }
        }
    }

    /// Nothing is amiss when a charger that was never updated has nothing in its second slot.
    private static void add(BootOrder.Step step, Verdict.Refused why, List<SlotRefused> refused) {
        boolean neverUsed =
                why.cause() == Refusal.EMPTY && step.state().isEmpty() && !refused.isEmpty();
        if (!neverUsed) {
            refused.add(new SlotRefused(step.slot(), why));
        }
    }

    private static List<SlotRefused> noneMayRun() {
        return List.of(
                new SlotRefused(
                        Slot.A,
                        new Verdict.Refused(
                                Refusal.SLOT_STATE, "neither is confirmed or has a try left")));
    }
}
