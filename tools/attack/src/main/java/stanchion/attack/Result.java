package stanchion.attack;

import java.util.List;
import java.util.Optional;

/// How a case went.
///
/// @param complaints about the attack; none when it was answered as expected
/// @param twinComplaints none when the twin booted
/// @param notHere why this machine cannot run the case
public record Result(
        Case attack,
        List<String> complaints,
        List<String> twinComplaints,
        Optional<String> notHere) {
    public Result {
        complaints = List.copyOf(complaints);
        twinComplaints = List.copyOf(twinComplaints);
    }

    /// Whether the case could not be run.
    public boolean skipped() {
        return notHere.isPresent();
    }

    public boolean failed() {
        return !complaints.isEmpty() || !twinComplaints.isEmpty();
    }
}
