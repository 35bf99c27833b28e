package stanchion.charger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stanchion.link.Request;

/// Where the gateway's requests and the process's own suspicions wait until the loop reads them,
/// once per cycle. Bounded; what a request may do is judged by `stanchion.session.RequestRule` when
/// it is read.
final class Mailbox {
    static final int CAPACITY = 64;

    private final SpscQueue<Request> waiting = new SpscQueue<>(CAPACITY);
    private final SpscQueue<Request> suspicions = new SpscQueue<>(CAPACITY);

    /// What became of a request.
    enum Delivery {
        TAKEN,
        /// The loop has not read the earlier ones yet.
        FULL
    }

    /// Called by the socket's thread.
    Delivery deliver(Request request) {
        return waiting.offer(request) ? Delivery.TAKEN : Delivery.FULL;
    }

    /// Called by the writer's thread. One that finds no room is told again.
    void suspect(Request.Suspect sign) {
        suspicions.offer(sign);
    }

    /// Everything that waits, the gateway's in order of arrival. Called by the loop.
    List<Request> empty() {
        Optional<Request> next = next();
        if (next.isEmpty()) {
            return List.of();
        }
        List<Request> requests = new ArrayList<>(CAPACITY);
        while (next.isPresent()) {
            requests.add(next.get());
            next = requests.size() < CAPACITY ? next() : Optional.empty();
        }
        return requests;
    }

    private Optional<Request> next() {
        return suspicions.poll().or(waiting::poll);
    }
}
