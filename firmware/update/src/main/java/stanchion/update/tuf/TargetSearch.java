package stanchion.update.tuf;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import stanchion.update.UpdateRefused;

/// Finds who names a target: the top-level targets, then those they delegate to, each with its own
/// before the next (specification 5.6.7).
public final class TargetSearch {
    static final int MOST_VISITED = 32;

    private final TufClient client;
    private final Instant now;

    /// @param client after its refresh
    public TargetSearch(TufClient client, Instant now) {
        this.client = client;
        this.now = now;
    }

    /// The target of this path; nothing when nobody who may names it.
    ///
    /// @param top the top-level targets
    /// @throws UpdateRefused when a role on the way is not believed
    public Optional<TargetFile> find(Verified<Signed.TargetsRole> top, String path)
            throws IOException, UpdateRefused {
        Deque<Delegation> open = new ArrayDeque<>();
        Set<String> visited = new HashSet<>();
        Optional<TargetFile> found = named(top.content(), path, open);
        while (found.isEmpty() && !open.isEmpty() && visited.size() < MOST_VISITED) {
            Delegation next = open.pop();
            if (visited.add(next.role())) {
                found = named(client.delegated(next, now).content(), path, open);
            }
        }
        return found;
    }

    private static Optional<TargetFile> named(
            Signed.TargetsRole role, String path, Deque<Delegation> open) {
        TargetFile target = role.targets().get(path);
        if (target != null) {
            return Optional.of(target);
        }
        List<Delegation> within =
                role.delegations().stream().filter(one -> one.scope().holds(path)).toList();
        Deque<Delegation> asked = new ArrayDeque<>();
        for (Delegation delegation : within) {
            asked.push(delegation);
            if (delegation.end() == Delegation.End.TERMINATING) {
                open.clear();
                break;
            }
        }
        asked.forEach(open::push);
        return Optional.empty();
    }
}
