package stanchion.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The responses a charger knows, and the one that decides: the highest priority of those whose
/// time it is, of equals the one asked for last. An override leaves emergencies only.
///
/// @param all in the order in which they were asked for, at most [#MOST]
/// @param deciding as of the last step
public record Responses(List<Response> all, Optional<Response> deciding) {
    /// Responses kept at a time.
    public static final int MOST = 16;

    public static final Responses NONE = new Responses(List.of(), Optional.empty());

    /// Whether the owner charges whatever has been agreed.
    enum Overridden {
        NO,
        YES
    }

    public Responses {
        all = List.copyOf(all);
    }

    /// With one more, which replaces that of its name.
    public Responses with(Response more) {
        List<Response> next = new ArrayList<>(without(more.event()).all);
        next.add(more);
        return new Responses(next, deciding);
    }

    /// Without the one of this name.
    public Responses without(String event) {
        return new Responses(
                all.stream().filter(one -> !one.event().equals(event)).toList(), deciding);
    }

    public boolean knows(String event) {
        return all.stream().anyMatch(one -> one.event().equals(event));
    }

    /// As of this moment. Without a clock none decides, and all are kept.
    Responses at(Moment now, Overridden overridden, List<PlanEvent> events) {
        List<Response> left =
                all.stream().filter(one -> now.utc().filter(one::isOver).isEmpty()).toList();
        Optional<Response> next = now.utc().flatMap(utc -> decider(left, utc, overridden));
        if (!next.equals(deciding)) {
            deciding.ifPresent(old ->
                    events.add(
                            new PlanEvent(
                                    PlanEvent.Name.RESPONSE_ENDED,
                                    old + ": " + why(old, next, left, now))));
            next.ifPresent(one ->
                    events.add(new PlanEvent(PlanEvent.Name.RESPONSE_STARTED, one.toString())));
        }
        return new Responses(left, next);
    }

    private static String why(
            Response old, Optional<Response> next, List<Response> left, Moment now) {
        if (now.utc().filter(old::isOver).isPresent()) {
            return "its time is over";
        }
        if (next.isPresent()) {
            return "replaced by " + next.get().event();
        }
        return left.contains(old) ? "overridden by the owner" : "cancelled";
    }

    private static Optional<Response> decider(
            List<Response> all, Instant utc, Overridden overridden) {
        return all.reversed().stream()
                .filter(one -> one.holds(utc))
                .filter(one ->
                        overridden == Overridden.NO
                                || one.priority() == Response.Priority.EMERGENCY)
                .reduce((later, earlier) ->
                        earlier.priority().compareTo(later.priority()) > 0 ? earlier : later);
    }
}
