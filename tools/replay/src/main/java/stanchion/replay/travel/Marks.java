package stanchion.replay.travel;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The marks of a journal in their order, up to a limit.
///
/// For one thread at a time.
final class Marks {
    /// Of nine hours: three a second.
    static final int MOST = 100_000;

    private final List<Mark> all = new ArrayList<>();
    private long left;

    void add(Mark mark) {
        if (all.size() == MOST) {
            left++;
        } else {
            all.add(mark);
        }
    }

    /// How many there were beyond the limit.
    long left() {
        return left;
    }

    int count() {
        return all.size();
    }

    /// Those of cycles from … to − 1.
    List<Mark> within(long from, long to) {
        return all.subList(place(from), place(to));
    }

    /// The last of changes at a cycle or before it.
    Optional<Mark> changed(long cycle) {
        for (int i = place(cycle + 1) - 1; i >= 0; i--) {
            if (all.get(i).isChange()) {
                return Optional.of(all.get(i));
            }
        }
        return Optional.empty();
    }

    /// The nearest wanted mark of a later cycle.
    Optional<Mark> after(long cycle, Predicate<Mark> wanted) {
        return all.subList(place(cycle + 1), all.size()).stream().filter(wanted).findFirst();
    }

    /// The nearest wanted mark of an earlier cycle.
    Optional<Mark> before(long cycle, Predicate<Mark> wanted) {
        return all.subList(0, place(cycle)).reversed().stream().filter(wanted).findFirst();
    }

    /// At most `most` of the wanted marks, those around a cycle.
    List<Mark> around(long cycle, int most, Predicate<Mark> wanted) {
        int here = place(cycle);
        List<Mark> later =
                all.subList(here, all.size()).stream().filter(wanted).limit(most).toList();
        int room = most - Math.min(later.size(), most / 2);
        List<Mark> found =
                new ArrayList<>(
                        all.subList(0, here).reversed().stream()
                                .filter(wanted)
                                .limit(room)
                                .toList()
                                .reversed());
        found.addAll(later.subList(0, Math.min(later.size(), most - found.size())));
        return found;
    }

    /// Whether a mark holds a text, whatever its case.
    static Predicate<Mark> holding(String text) {
        String wanted = text.strip().toLowerCase(ROOT);
        return mark -> (mark.kind() + " " + mark.text()).toLowerCase(ROOT).contains(wanted);
    }

    /// How many marks lie before a cycle.
    private int place(long cycle) {
        int low = 0;
        int high = all.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (all.get(middle).cycle() < cycle) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
