package stanchion.update;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import stanchion.boot.Fields;
import stanchion.boot.Hex;
import stanchion.boot.Json;
import stanchion.boot.Metadata;
import stanchion.boot.Refused;
import stanchion.boot.Root;
import stanchion.boot.Targets;

/// Every version that may be assigned: the newest, whose verified `targets.json` this is read from,
/// and the earlier ones that it lists by the digest of theirs.
public final class Releases {
    static final int MOST_EARLIER = 16;
    private static final String LIST = "releases";
    private static final int SHA256_BYTES = 32;

    private final byte[] manifest;
    private final Targets newest;
    private final TreeMap<Long, Listed> listed;

    /// A version that may be assigned.
    ///
    /// @param firmware its name, for people
    /// @param targets version of its targets
    /// @param sha256 of the exact bytes of its `N.targets.json`, in hexadecimal
    /// @param length of the same, in bytes
    public record Listed(String firmware, long targets, String sha256, long length) {}

    private Releases(byte[] manifest, Targets newest, SortedMap<Long, Listed> earlier) {
        this.manifest = manifest.clone();
        this.newest = newest;
        this.listed = new TreeMap<>(earlier);
        String firmware = newest.release().firmware();
        listed.put(
                newest.version(),
                new Listed(firmware, newest.version(), sha256(manifest), manifest.length));
    }

    /// Reads verified targets.
    ///
    /// @param file their exact bytes
    /// @param signed the signed part of these
    public static Releases read(byte[] file, Json signed) throws UpdateRefused {
        try {
            Targets newest = Targets.read(signed);
            return new Releases(file, newest, earlier(newest.version(), signed));
        } catch (Refused refused) {
            throw UpdateRefused.reading(Targets.FILE, refused);
        }
    }

    private static SortedMap<Long, Listed> earlier(long newest, Json signed) throws Refused {
        Fields ours = Fields.of("targets", signed).members("x-stanchion");
        TreeMap<Long, Listed> earlier = new TreeMap<>();
        if (!ours.values().containsKey(LIST)) {
            return earlier;
        }
        for (Fields fields : ours.objects(LIST, MOST_EARLIER)) {
            String sha256 = fields.text("sha256");
            long targets = fields.whole("targets", 1, newest - 1);
            long length = fields.whole("length", 1, Metadata.LARGEST_TARGETS);
            Listed release = new Listed(fields.text("firmware"), targets, sha256, length);
            if (!Hex.isHex(sha256, SHA256_BYTES) || earlier.put(targets, release) != null) {
                throw fields.wrong("sha256", "is no SHA-256, or its release is named twice");
            }
        }
        return earlier;
    }

    public Targets newest() {
        return newest;
    }

    /// The exact bytes of the newest one's `targets.json`.
    public byte[] manifest() {
        return manifest.clone();
    }

    /// What is signed of a version, the newest or an earlier one.
    ///
    /// @param targets version of its targets
    public Optional<Listed> listed(long targets) {
        return Optional.ofNullable(listed.get(targets));
    }

    /// Believes the manifest of a listed version when it is the listed one and signed under the
    /// newest root.
    ///
    /// @throws UpdateRefused with `RELEASE_UNKNOWN`, `MIX_AND_MATCH` or `SIGNATURES`
    public Targets verify(long targets, byte[] file, Root root) throws UpdateRefused {
        String name = targets + ".targets.json";
        Listed expected = listed.get(targets);
        if (expected == null) {
            throw new UpdateRefused(UpdateRefusal.RELEASE_UNKNOWN, name);
        }
        if (file.length != expected.length() || !sha256(file).equals(expected.sha256())) {
            throw new UpdateRefused(UpdateRefusal.MIX_AND_MATCH, name + ": another digest");
        }
        try {
            return Targets.verify(root, file);
        } catch (Refused refused) {
            throw UpdateRefused.reading(name, refused);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return Hex.of(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
