package stanchion.attack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Runs one case: the attack on one charger, its twin on another.
public final class Trial {
    /// What becomes of a case's folders afterwards; those of a failed one are always kept.
    public enum Folder {
        KEPT,
        REMOVED
    }

    private final Range range;
    private final Folder afterwards;

    public Trial(Range range, Folder afterwards) {
        this.range = range;
        this.afterwards = afterwards;
    }

    /// Attacks one charger, treats another innocently, and says what was wrong with either.
    ///
    /// @throws InterruptedException when the thread is told to stop
    public Result run(Case attack) throws InterruptedException {
        try {
            List<String> complaints =
                    complaints(attack.id(), attack.spoil(), attack.expected()::complaints);
            List<String> twin =
                    complaints(attack.id() + "-twin", attack.twin().act(), Outcome::twinComplaints);
            return new Result(attack, complaints, twin, Optional.empty());
        } catch (NotHere missing) {
            return new Result(attack, List.of(), List.of(), Optional.of(missing.reason()));
        }
    }

    private interface Judge {
        List<String> complaints(Outcome outcome);
    }

    private List<String> complaints(String name, Act act, Judge judge)
            throws InterruptedException, NotHere {
        List<String> complaints = new ArrayList<>();
        try {
            Charger charger = range.charger(name);
            try {
                act.on(charger);
                Outcome outcome = PowerOn.of(range, charger);
                complaints.addAll(judge.complaints(outcome));
                if (!complaints.isEmpty()) {
                    complaints.add(String.join(" ", outcome.command()));
                }
            } catch (NotHere | InterruptedException notAFault) {
                throw notAFault;
            } catch (Exception fault) {
                complaints.add(name + " could not be carried out: " + fault);
            } finally {
                complaints.addAll(finish(charger));
            }
            tidy(charger, complaints);
        } catch (IOException fault) {
            complaints.add(name + " could not be set up: " + fault);
        }
        return complaints;
    }

    private static List<String> finish(Charger charger) {
        List<String> complaints = new ArrayList<>();
        for (Act act : charger.afterwards()) {
            try {
                act.on(charger);
            } catch (Exception fault) {
                complaints.add("could not be tidied up: " + fault);
            }
        }
        return complaints;
    }

    private void tidy(Charger charger, List<String> complaints) throws IOException {
        if (complaints.isEmpty() && afterwards == Folder.REMOVED) {
            Folders.remove(charger.work());
        } else if (!complaints.isEmpty()) {
            complaints.add("kept in " + charger.work());
        }
    }
}
