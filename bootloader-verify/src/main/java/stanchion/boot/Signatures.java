package stanchion.boot;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Counts the signatures of one file for one role after the other.
///
/// Stricter than TUF: a signature that does not hold, or is by nobody, refuses the file even when
/// enough others hold, so that no byte of a file can be changed unnoticed.
final class Signatures {
    private final Envelope envelope;
    private final SortedMap<String, String> open;
    private final TreeMap<String, Key> held = new TreeMap<>();

    Signatures(Envelope envelope) {
        this.envelope = envelope;
        this.open = new TreeMap<>(envelope.signatures());
    }

    /// Checks what the role's keys have signed; refuses when that is less than the threshold.
    void require(Role role) throws Refused {
        int count = 0;
        for (Map.Entry<String, Key> entry : role.keys().entrySet()) {
            String id = entry.getKey();
            if (held.containsKey(id) || holds(id, entry.getValue())) {
                count++;
            }
        }
        if (count < role.threshold()) {
            throw new Refused(
                    Refusal.SIGNATURE_THRESHOLD,
                    role.name() + ": " + count + " of " + role.threshold() + " signatures");
        }
    }

    /// Refuses when a signature belongs to none of the roles so far.
    void requireNoOthers() throws Refused {
        if (!open.isEmpty()) {
            throw new Refused(Refusal.SIGNATURE_UNKNOWN_KEY, "key " + open.firstKey());
        }
    }

    private boolean holds(String id, Key key) throws Refused {
        String signature = open.remove(id);
        if (signature == null) {
            return false;
        }
        if (!envelope.signedBy(key, signature)) {
            throw new Refused(Refusal.SIGNATURE_INVALID, key.algorithm() + " key " + id);
        }
        held.put(id, key);
        return true;
    }
}
