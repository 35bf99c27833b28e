package stanchion.session;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import stanchion.safety.Fault;
import stanchion.safety.FaultSet;
import stanchion.safety.Protection.Latch;
import stanchion.safety.Protection.Origin;

/// Fault logs that the machine treats alike.
///
/// Of what is held it asks for the longest wait, whether a part comes from the charger, whether a
/// part counts as a retry, and what latched how. All sets with the same answers are one; the
/// largest of them stands for it. Whether a fault is fresh is asked too: therefore a log is tried
/// in several [#forms], with all such faults held, and with as few as the answers need.
final class FaultForms {
    private static final Map<FaultLog, FaultLog> LARGEST = new ConcurrentHashMap<>();
    private static final Map<FaultLog, List<FaultLog>> FORMS = new ConcurrentHashMap<>();

    private FaultForms() {}

    private record Answers(
            Duration longest, boolean charger, boolean counted, boolean atOnce, boolean forOwner) {
        static Answers of(FaultSet set) {
            return new Answers(
                    set.reclose(Likeness.STANDARD),
                    any(set, Origin.CHARGER),
                    any(set, Latch.AFTER_RETRIES),
                    any(set, Latch.AT_ONCE),
                    any(set, Latch.FOR_OWNER));
        }

        private static boolean any(FaultSet set, Origin origin) {
            return !set.where(fault -> fault.origin() == origin).isEmpty();
        }

        private static boolean any(FaultSet set, Latch latch) {
            return !set.where(fault -> fault.latch() == latch).isEmpty();
        }

        boolean allow(Fault fault) {
            Answers alone = of(FaultSet.of(fault));
            return alone.longest.compareTo(longest) <= 0
                    && (charger || !alone.charger)
                    && (counted || !alone.counted)
                    && (atOnce || !alone.atOnce)
                    && (forOwner || !alone.forOwner);
        }
    }

    /// The log that stands for all that are treated alike.
    static FaultLog largest(FaultLog log) {
        return LARGEST.computeIfAbsent(log, FaultForms::grown);
    }

    private static FaultLog grown(FaultLog log) {
        int retries = log.retries() < FaultLog.MOST_RETRIES ? 0 : FaultLog.MOST_RETRIES;
        return new FaultLog(grown(log.held()), grown(log.latched()), retries);
    }

    private static FaultSet grown(FaultSet set) {
        if (set.isEmpty()) {
            return set;
        }
        Answers answers = Answers.of(set);
        return all().filter(answers::allow).reduce(FaultSet.NONE, FaultSet::with, FaultSet::union);
    }

    private static Stream<Fault> all() {
        return Stream.of(Fault.values());
    }

    /// Logs for which `largest` stands, that differ in what would be fresh and in how many retries
    /// are left; retries are spent only where a fault is held.
    static List<FaultLog> forms(FaultLog largest) {
        return FORMS.computeIfAbsent(largest, FaultForms::made);
    }

    private static List<FaultLog> made(FaultLog log) {
        if (log.held().isEmpty()) {
            return List.of(log);
        }
        List<Fault> order = List.of(Fault.values());
        int last = log.retries() == 0 ? FaultLog.MOST_RETRIES - 1 : log.retries();
        return Stream.of(
                        log,
                        formed(log, set -> shrunk(set, order), last),
                        formed(log, set -> shrunk(set, order.reversed()), log.retries()))
                .distinct()
                .toList();
    }

    private static FaultLog formed(FaultLog log, UnaryOperator<FaultSet> form, int retries) {
        FaultSet latched = form.apply(log.latched());
        FaultSet held = form.apply(log.held());
        return new FaultLog(held.union(latched), latched, retries);
    }

    /// As few faults as give the same answers; the first ones in `order` go first.
    private static FaultSet shrunk(FaultSet set, List<Fault> order) {
        FaultSet left = set;
        for (Fault fault : order) {
            FaultSet fewer = left.minus(FaultSet.of(fault));
            left = Answers.of(fewer).equals(Answers.of(set)) ? fewer : left;
        }
        return left;
    }

    /// What tells conditions apart that raise another log, or are reacted to in another way.
    static Kind kind(FaultSet conditions) {
        return new Kind(grown(conditions), FaultHandling.opens(conditions));
    }

    record Kind(FaultSet largest, boolean opens) {
        static final Kind NONE = new Kind(FaultSet.NONE, false);
    }
}
