package stanchion.gateway.tamper;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import stanchion.units.Uptime;

/// Counts signatures that were refused; so many within a while are no mistake any more. For one
/// thread.
final class RefusedTries {
    /// A clumsy app tries again a few times; who guesses tries often.
    static final int MOST = 10;

    static final Duration WITHIN = Duration.ofMinutes(10);

    private final Deque<Uptime> tries = new ArrayDeque<>(MOST);

    /// Takes in one more.
    ///
    /// @return whether they are too many now; the count begins anew then
    boolean isTooMany(Uptime at) {
        while (!tries.isEmpty() && at.isPast(WITHIN, tries.getFirst())) {
            tries.removeFirst();
        }
        tries.addLast(at);
        if (tries.size() < MOST) {
            return false;
        }
        tries.clear();
        return true;
    }
}
