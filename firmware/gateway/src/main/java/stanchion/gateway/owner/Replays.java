package stanchion.gateway.owner;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Which signed commands were taken already. An id is kept until its command has expired; when it
/// is forgotten, nothing that expires as early is taken any more, whatever the clock says: a clock
/// that was set back brings no old command to life.
///
/// @param seen when each expires, in seconds since 1970
/// @param floor what expires then or earlier is refused
record Replays(Map<String, Long> seen, long floor) {
    /// Ids that are remembered at once.
    static final int MOST = 48;

    static final Replays NONE = new Replays(Map.of(), 0);

    Replays {
        seen = Map.copyOf(seen);
    }

    /// What speaks against a command with this id.
    Optional<String> refusal(String id, long expires, long now) {
        if (expires <= floor) {
            return Optional.of("the command is older than one that was taken");
        }
        if (seen.containsKey(id)) {
            return Optional.of("the command was taken before");
        }
        return withoutExpired(now).seen().size() >= MOST
                ? Optional.of("too many signed commands within a few minutes")
                : Optional.empty();
    }

    Replays with(String id, long expires, long now) {
        Replays left = withoutExpired(now);
        Map<String, Long> more = new LinkedHashMap<>(left.seen());
        more.put(id, expires);
        return new Replays(more, left.floor());
    }

    private Replays withoutExpired(long now) {
        Map<String, Long> alive = new LinkedHashMap<>();
        long newFloor = floor;
        for (Map.Entry<String, Long> one : seen.entrySet()) {
            if (one.getValue() > now) {
                alive.put(one.getKey(), one.getValue());
            } else {
                newFloor = Math.max(newFloor, one.getValue());
            }
        }
        return new Replays(alive, newFloor);
    }
}
