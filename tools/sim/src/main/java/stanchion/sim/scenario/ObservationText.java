package stanchion.sim.scenario;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import stanchion.safety.Fault;

/// Observations in words, for the timeline.
final class ObservationText {
    /// A duty is only told again when it moved by more than the pilot's tolerances.
    private static final double DUTY_CHANGE_POINTS = 0.3;

    private ObservationText() {}

    /// What was seen of what an expectation looks at.
    static String of(Claim claim, Observation seen) {
        String value =
                switch (claim) {
                    case Claim.State _ -> seen.state().name();
                    case Claim.Contactor _ -> seen.contactor().name().toLowerCase(ROOT);
                    case Claim.Duty _ -> seen.duty().toString();
                    case Claim.Offer _ -> seen.offer().toString();
                    case Claim.Energy _ -> seen.energy().toString();
                    case Claim.FaultIs _ -> faults(seen.faults());
                    case Claim.Update _ -> updateState(seen.updating());
                    case Claim.Waiting _ -> updateState(seen.updating());
                    case Claim.Firmware _ -> firmware(seen.updating());
                    case Claim.RefusedChunks _ -> String.valueOf(seen.updating().refusedChunks());
                    case Claim.GivenUp _ -> String.valueOf(seen.updating().gaveUp());
                    case Claim.EventNamed _ ->
                            seen.events().isEmpty() ? "no event" : seen.events().getLast();
                };
        return "   (seen: " + value + ")";
    }

    static String whole(Observation now) {
        return "state %s, session %s, contactor %s, duty %s, offer %s, fault %s"
                .formatted(
                        now.state(),
                        now.session(),
                        now.contactor().name().toLowerCase(ROOT),
                        now.duty(),
                        now.offer(),
                        faults(now.faults()));
    }

    static List<String> changes(Observation was, Observation now) {
        List<String> changes = new ArrayList<>();
        if (was.state() != now.state()) {
            changes.add("state " + now.state());
        }
        if (!was.session().equals(now.session())) {
            changes.add("session " + now.session());
        }
        if (was.contactor() != now.contactor()) {
            changes.add("contactor " + now.contactor().name().toLowerCase(ROOT));
        }
        if (Math.abs(was.duty().percent() - now.duty().percent()) > DUTY_CHANGE_POINTS) {
            changes.add("duty " + now.duty());
        }
        if (!was.offer().equals(now.offer())) {
            changes.add("offer " + now.offer());
        }
        if (!was.faults().equals(now.faults())) {
            changes.add("fault " + faults(now.faults()));
        }
        changes.addAll(changes(was.updating(), now.updating()));
        now.events().stream()
                .skip(was.events().size())
                .forEach(event -> changes.add("event " + event));
        return changes;
    }

    private static List<String> changes(Updating was, Updating now) {
        List<String> changes = new ArrayList<>();
        if (!updateState(was).equals(updateState(now))) {
            changes.add("update " + updateState(now));
        }
        if (!was.firmware().equals(now.firmware())) {
            changes.add("firmware " + firmware(now));
        }
        if (was.refusedChunks() != now.refusedChunks()) {
            changes.add("refused chunks " + now.refusedChunks());
        }
        if (was.gaveUp() != now.gaveUp()) {
            changes.add("given up " + now.gaveUp());
        }
        return changes;
    }

    private static String updateState(Updating updating) {
        String state = updating.state().map(Enum::name).orElse("unsaid");
        return updating.waitingFor().map(gate -> state + " for " + gate).orElse(state);
    }

    private static String firmware(Updating updating) {
        return updating.firmware().isEmpty() ? "unsaid" : updating.firmware();
    }

    private static String faults(Set<Fault> faults) {
        return faults.isEmpty()
                ? "none"
                : String.join(", ", new TreeSet<>(faults.stream().map(Fault::name).toList()));
    }
}
