package stanchion.boot;

import java.io.IOException;
import java.util.Optional;

/// Judges the slots of a charger, copies the one that shall run, and takes its try.
final class SlotJudge implements Decision.Judge {
    /// Where the slots are.
    interface Slots {
        Folder slot(Slot slot);
    }

    private final Verifier verifier;
    private final Slots slots;
    private final SlotRecords records;
    private final Optional<RunFolder> run;

    /// @param run absent when only a verdict is asked for: then no try is taken either
    SlotJudge(Verifier verifier, Slots slots, SlotRecords records, Optional<RunFolder> run) {
        this.verifier = verifier;
        this.slots = slots;
        this.records = records;
        this.run = run;
    }

    @Override
    public Verdict toReport(BootOrder.Step step) {
        return guarded(step, Optional.empty());
    }

    @Override
    public Verdict toRun(BootOrder.Step step) {
        return guarded(step, run);
    }

    /// A bug, or memory that does not suffice, costs this slot and not the other one.
    private Verdict guarded(BootOrder.Step step, Optional<RunFolder> into) {
        try {
            return into.isPresent() ? copied(step, into.get()) : judge(step, VerifiedCopy.NONE);
        } catch (RuntimeException | Error bug) {
            if (into.isPresent()) {
                into.get().discard();
            }
            return new Refused(Refusal.INTERNAL, bug.toString()).verdict();
        }
    }

    private Verdict copied(BootOrder.Step step, RunFolder folder) {
        try {
            folder.begin();
            Verdict verdict = judge(step, folder);
            if (verdict instanceof Verdict.Boot && step.onTry()) {
                records.takeTry(step.slot());
            }
            if (!(verdict instanceof Verdict.Boot)) {
                folder.discard();
            }
            return verdict;
        } catch (Refused refused) {
            folder.discard();
            return refused.verdict();
        } catch (IOException failed) {
            folder.discard();
            return new Refused(Refusal.COPY_FAILED, folder.toString()).verdict();
        }
    }

    private Verdict judge(BootOrder.Step step, VerifiedCopy copy) {
        Verdict verdict = verifier.judge(slots.slot(step.slot()), copy);
        if (verdict instanceof Verdict.Boot boot && !step.means(boot.evidence().targetsSha256())) {
            return new Refused(
                            Refusal.SLOT_CHANGED,
                            "targets.json is " + boot.evidence().targetsSha256())
                    .verdict();
        }
        return verdict;
    }
}
