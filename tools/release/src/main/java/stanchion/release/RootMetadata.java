package stanchion.release;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import stanchion.boot.Json;
import stanchion.boot.Key;
import stanchion.boot.Role;

/// Writes the signed part of a root.
///
/// @param version 1 for the root of the OTP, then one more with every rotation
/// @param epochs which security epochs targets may claim under this root
public record RootMetadata(int version, Instant expires, List<Role> roles, Epochs epochs) {
    /// Who stole the keys of targets can claim any epoch the root allows. A root that revokes them
    /// begins above that: once a charger's counter stands there, hiding that root no longer helps.
    ///
    /// @param lowest 0 for the first root
    /// @param highest as far as routine may go without a new root
    public record Epochs(long lowest, long highest) {
        /// No limits; nothing is written of them.
        public static final Epochs ANY = new Epochs(0, Integer.MAX_VALUE);
    }

    public RootMetadata {
        roles = List.copyOf(roles);
    }

    /// A root that leaves the epoch to its targets.
    public RootMetadata(int version, Instant expires, List<Role> roles) {
        this(version, expires, roles, Epochs.ANY);
    }

    /// A role of these keys.
    public static Role role(String name, int threshold, Iterable<? extends RawSigner> signers) {
        TreeMap<String, Key> keys = new TreeMap<>();
        for (RawSigner signer : signers) {
            keys.put(signer.key().id(), signer.key());
        }
        return new Role(name, keys, threshold);
    }

    /// The signed part.
    ///
    /// @throws ReleaseException when root or targets could be fulfilled by one algorithm alone
    public Json signed() throws ReleaseException {
        for (Role role : roles) {
            boolean offline = role.name().equals("root") || role.name().equals("targets");
            if (offline && !role.hybrid()) {
                throw new ReleaseException(notHybrid(role.name()));
            }
        }
        return unchecked();
    }

    /// Why a role is not signed, and the way out.
    public static String notHybrid(String role) {
        return "role "
                + role
                + ": raise the threshold above the number of keys of either algorithm, or one"
                + " algorithm alone could sign";
    }

    /// The same without the lint: what a maker who does not use these tools could produce.
    Json unchecked() {
        Draft keys = new Draft();
        Draft byName = new Draft();
        for (Role role : roles) {
            role.keys().forEach((id, key) -> keys.put(id, key.json()));
            byName.draft(
                    role.name(),
                    new Draft()
                            .texts("keyids", role.keys().keySet())
                            .whole("threshold", role.threshold()));
        }
        Draft root =
                Draft.metadata("root", version, expires)
                        .put("consistent_snapshot", new Json.Flag(true))
                        .draft("keys", keys)
                        .draft("roles", byName);
        if (!epochs.equals(Epochs.ANY)) {
            root.draft(
                    "x-stanchion",
                    new Draft()
                            .whole("lowest_epoch", epochs.lowest())
                            .whole("highest_epoch", epochs.highest()));
        }
        return root.json();
    }
}
