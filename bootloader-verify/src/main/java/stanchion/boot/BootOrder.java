package stanchion.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which slots may run, and which is judged first.
///
/// | records | order |
/// |---|---|
/// | none, a new charger | A, B |
/// | there, but none authentic | A, B, and a note |
/// | a slot on its try | it, then the confirmed one |
/// | a slot whose tries are used up | the confirmed one, and a note |
/// | two confirmed slots | the preferred one, then the other |
/// | the same, but the preferred one was started [Starts#MOST] times in vain | the other one first, and a note |
/// | no slot confirmed or on its try | none |
///
/// @param notes for people, each a word and what it is about
public record BootOrder(List<Step> steps, List<String> notes) {
    static final String UNREADABLE = "RECORDS_UNREADABLE";
    static final String REVERTED = "REVERTED ";
    static final String BOOT_LOOP = "BOOT_LOOP ";
    static final String STARTS_UNWRITTEN = "STARTS_UNWRITTEN";

    /// A slot that may run.
    ///
    /// @param state absent when no record says it
    public record Step(Slot slot, Optional<SlotState> state) {
        boolean confirmed() {
            return state.isPresent() && state.get() instanceof SlotState.Confirmed;
        }

        boolean onTry() {
            return state.isPresent() && state.get() instanceof SlotState.Trying;
        }

        /// Whether the slot holds the version that the record speaks of.
        ///
        /// @param targets SHA-256 of its `targets.json`, in hexadecimal
        boolean means(String targets) {
            if (state.isPresent() && state.get() instanceof SlotState.Confirmed confirmed) {
                return confirmed.targets().equals(targets);
            }
            if (state.isPresent() && state.get() instanceof SlotState.Trying trying) {
                return trying.targets().equals(targets);
            }
            return true;
        }
    }

    public BootOrder {
        steps = List.copyOf(steps);
        notes = List.copyOf(notes);
    }

    /// The same order with a note more.
    BootOrder noting(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new BootOrder(steps, more);
    }

    public static BootOrder of(SlotRecords.Found found) {
        return of(found, 0);
    }

    /// The same, for a charger that counts its starts.
    ///
    /// @param starts since a version last proved itself, see [Starts]
    public static BootOrder of(SlotRecords.Found found, int starts) {
        if (found instanceof SlotRecords.Newest newest) {
            return of(newest.record(), starts);
        }
        return new BootOrder(
                List.of(new Step(Slot.A, Optional.empty()), new Step(Slot.B, Optional.empty())),
                found instanceof SlotRecords.Unreadable ? List.of(UNREADABLE) : List.of());
    }

    private static BootOrder of(SlotRecord record, int starts) {
        List<Step> steps = new ArrayList<>(2);
        List<String> notes = new ArrayList<>(1);
        Slot first = record.preferred();
        addTry(record, first, steps, notes);
        addTry(record, first.other(), steps, notes);
        if (starts / Starts.MOST % 2 == 1 && bothConfirmed(record)) {
            notes.add(BOOT_LOOP + first);
            first = first.other();
        }
        addConfirmed(record, first, steps);
        addConfirmed(record, first.other(), steps);
        return new BootOrder(steps, notes);
    }

    private static boolean bothConfirmed(SlotRecord record) {
        return record.a() instanceof SlotState.Confirmed
                && record.b() instanceof SlotState.Confirmed;
    }

    private static void addTry(SlotRecord record, Slot slot, List<Step> steps, List<String> notes) {
        if (record.of(slot) instanceof SlotState.Trying trying) {
            if (trying.left() > 0) {
                steps.add(new Step(slot, Optional.of(trying)));
            } else {
                notes.add(REVERTED + slot);
            }
        }
    }

    private static void addConfirmed(SlotRecord record, Slot slot, List<Step> steps) {
        if (record.of(slot) instanceof SlotState.Confirmed confirmed) {
            steps.add(new Step(slot, Optional.of(confirmed)));
        }
    }
}
