package stanchion.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What was seen when a charger was switched on.
///
/// @param command the verifier's command line
/// @param status the verifier's exit status
/// @param output what the verifier printed, standard output before standard error
/// @param left launch files and copies that the verifier left in the run folder
/// @param foreignClasses classes in the verifier's process that are neither its own nor the JDK's
/// @param ran marks that programs have left, see [Canary]
/// @param started what the started programs printed
/// @param update what became of the update that was offered before, if one was
public record Outcome(
        List<String> command,
        int status,
        String output,
        List<String> left,
        List<String> foreignClasses,
        List<String> ran,
        String started,
        Optional<Offer.Answer> update) {
    public Outcome {
        command = List.copyOf(command);
        left = List.copyOf(left);
        foreignClasses = List.copyOf(foreignClasses);
        ran = List.copyOf(ran);
    }

    /// The verifier's lines that begin so.
    public List<String> lines(String beginning) {
        return output.lines().filter(line -> line.startsWith(beginning)).toList();
    }

    /// Everything in which this differs from an ordinary boot.
    public List<String> bootComplaints() {
        List<String> complaints = new ArrayList<>();
        if (status != 0 || lines("BOOT ").isEmpty()) {
            complaints.add("it did not boot: status " + status + ", " + output);
        }
        if (!ran.equals(List.of(Canary.CHARGER_RAN, Canary.GATEWAY_RAN))) {
            complaints.add("its programs did not run: " + ran + " " + started);
        }
        return complaints;
    }

    /// The same for the innocent twin of an attack: where an update was offered, it runs now.
    public List<String> twinComplaints() {
        List<String> complaints = new ArrayList<>(bootComplaints());
        if (update.isPresent() && lines("BOOT B ").isEmpty()) {
            complaints.add("the update was not taken: " + update.get() + " " + output);
        }
        return complaints;
    }
}
