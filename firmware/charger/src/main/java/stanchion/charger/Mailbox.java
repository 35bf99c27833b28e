package stanchion.charger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stanchion.link.Request;
import stanchion.units.Amps;

/// Where the gateway's requests wait until the loop reads them, once per cycle. Bounded; what lies
/// outside a request's own limits never gets in.
final class Mailbox {
    static final int CAPACITY = 64;

    /// The least and the greatest current a pilot can advertise (IEC 61851-1 annex A).
    private static final Amps LEAST_LIMIT = new Amps(6);

    private static final Amps GREATEST_LIMIT = new Amps(80);

    private static final Duration SHORTEST_VALIDITY = Duration.ofSeconds(1);
    private static final Duration LONGEST_VALIDITY = Duration.ofHours(24);

    private final SpscQueue<Request> waiting = new SpscQueue<>(CAPACITY);

    /// What became of a request, with the words for its sender.
    enum Delivery {
        TAKEN(""),
        FULL("too many requests are waiting"),
        LIMIT_OUT_OF_RANGE("a limit is 0 A or 6…80 A"),
        VALIDITY_OUT_OF_RANGE("a limit is valid for 1 s…24 h");

        private final String reason;

        Delivery(String reason) {
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    /// Called by the socket's thread.
    Delivery deliver(Request request) {
        Delivery checked =
                switch (request) {
                    case Request.Limit limit -> check(limit);
                    case Request.Enable _ -> Delivery.TAKEN;
                    case Request.ClearFaults _ -> Delivery.TAKEN;
                };
        return checked == Delivery.TAKEN && !waiting.offer(request) ? Delivery.FULL : checked;
    }

    /// Everything that waits, in order of arrival. Called by the loop.
    List<Request> empty() {
        Optional<Request> first = waiting.poll();
        if (first.isEmpty()) {
            return List.of();
        }
        List<Request> requests = new ArrayList<>(CAPACITY);
        for (Optional<Request> next = first;
                next.isPresent() && requests.size() < CAPACITY;
                next = waiting.poll()) {
            requests.add(next.get());
        }
        return requests;
    }

    private static Delivery check(Request.Limit limit) {
        Amps amps = limit.limit();
        boolean inRange =
                amps.equals(Amps.ZERO)
                        || (amps.compareTo(LEAST_LIMIT) >= 0
                                && amps.compareTo(GREATEST_LIMIT) <= 0);
        if (!inRange) {
            return Delivery.LIMIT_OUT_OF_RANGE;
        }
        Duration validFor = limit.validFor();
        return validFor.compareTo(SHORTEST_VALIDITY) >= 0
                        && validFor.compareTo(LONGEST_VALIDITY) <= 0
                ? Delivery.TAKEN
                : Delivery.VALIDITY_OUT_OF_RANGE;
    }
}
