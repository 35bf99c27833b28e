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
public record RootMetadata(int version, Instant expires, List<Role> roles) {
    public RootMetadata {
        roles = List.copyOf(roles);
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
                throw new ReleaseException(
                        "role "
                                + role.name()
                                + ": raise the threshold above the number of keys of either"
                                + " algorithm, or one algorithm alone could sign");
            }
        }
        return unchecked();
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
        return Draft.metadata("root", version, expires)
                .put("consistent_snapshot", new Json.Flag(true))
                .draft("keys", keys)
                .draft("roles", byName)
                .json();
    }
}
