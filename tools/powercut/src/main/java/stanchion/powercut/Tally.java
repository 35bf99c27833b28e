package stanchion.powercut;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// What came of some runs; tallies add up.
///
/// @param cuts how often the power went
/// @param survivors disks that were started again
/// @param nested runs with cuts during the recovery from cuts
/// @param faults runs on a disk that was full or could not be read
/// @param repairs stories in which a good version was cut off in its try and ordered again
/// @param errors how often each cause was named, of faults alone
public record Tally(
        long cuts,
        long survivors,
        long nested,
        long faults,
        long repairs,
        TreeMap<String, Integer> errors,
        List<Finding> findings) {
    /// No run.
    public static final Tally NONE = new Tally(0, 0, 0, 0, 0, new TreeMap<>(), List.of());

    /// Something that must never happen, and what led to it.
    ///
    /// @param run which one, to do it again
    /// @param operations on the last disk, since the last start of the power
    public record Finding(String run, String what, List<String> operations) {}

    /// Both together.
    public Tally plus(Tally other) {
        TreeMap<String, Integer> both = new TreeMap<>(errors);
        other.errors.forEach((cause, count) -> both.merge(cause, count, Integer::sum));
        List<Finding> all = new ArrayList<>(findings);
        all.addAll(other.findings);
        return new Tally(
                cuts + other.cuts,
                survivors + other.survivors,
                nested + other.nested,
                faults + other.faults,
                repairs + other.repairs,
                both,
                all);
    }
}
