package stanchion.release;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import stanchion.boot.Role;

/// Targets as the maker reads them back from a repository.
///
/// @param about the release as later targets name it
/// @param epoch its security epoch
/// @param files SHA-256 of each file of the slot, by name
public record TargetsFile(
        SignedFile file,
        TargetsMetadata.Earlier about,
        long epoch,
        SortedMap<String, String> files,
        Others others) {
    /// What targets say of others than themselves.
    ///
    /// @param earlier releases that may still be assigned
    /// @param assigners ids of the keys that may assign
    public record Others(List<TargetsMetadata.Earlier> earlier, List<String> assigners) {
        public Others {
            earlier = List.copyOf(earlier);
            assigners = List.copyOf(assigners);
        }
    }

    public TargetsFile {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /// Reads `N.targets.json`.
    public static TargetsFile read(Path path) throws ReleaseException {
        try {
            return of(path.toString(), Files.readAllBytes(path));
        } catch (IOException unreadable) {
            throw new ReleaseException(path + ": cannot be read", unreadable);
        }
    }

    /// Reads the bytes of such a file.
    ///
    /// @param name for messages
    public static TargetsFile of(String name, byte[] bytes) throws ReleaseException {
        SignedFile file = SignedFile.of(name, bytes);
        try {
            return of(file, bytes);
        } catch (IllegalStateException
                | IllegalArgumentException
                | NullPointerException
                | UnsupportedOperationException wrong) {
            throw new ReleaseException(name + ": no targets of these tools", wrong);
        }
    }

    private static TargetsFile of(SignedFile file, byte[] bytes) {
        JsonObject signed = file.content();
        JsonObject ours = signed.getAsJsonObject("x-stanchion");
        TreeMap<String, String> files = new TreeMap<>();
        for (Map.Entry<String, JsonElement> one :
                signed.getAsJsonObject("targets").asMap().entrySet()) {
            JsonObject hashes = one.getValue().getAsJsonObject().getAsJsonObject("hashes");
            files.put(one.getKey(), hashes.get("sha256").getAsString());
        }
        return new TargetsFile(
                file,
                new TargetsMetadata.Earlier(
                        ours.get("firmware").getAsString(),
                        bytes.length,
                        Digests.sha256(bytes),
                        signed.get("version").getAsLong()),
                ours.get("security_epoch").getAsLong(),
                files,
                new Others(earlier(ours), assigners(signed)));
    }

    private static List<TargetsMetadata.Earlier> earlier(JsonObject ours) {
        List<TargetsMetadata.Earlier> earlier = new ArrayList<>();
        if (ours.has("releases")) {
            for (JsonElement one : ours.getAsJsonArray("releases")) {
                JsonObject release = one.getAsJsonObject();
                earlier.add(
                        new TargetsMetadata.Earlier(
                                release.get("firmware").getAsString(),
                                release.get("length").getAsLong(),
                                release.get("sha256").getAsString(),
                                release.get("targets").getAsLong()));
            }
        }
        return earlier;
    }

    private static List<String> assigners(JsonObject signed) {
        List<String> ids = new ArrayList<>();
        if (signed.has("delegations")) {
            for (JsonElement role : signed.getAsJsonObject("delegations").getAsJsonArray("roles")) {
                role.getAsJsonObject()
                        .getAsJsonArray("keyids")
                        .forEach(id -> ids.add(id.getAsString()));
            }
        }
        return ids;
    }

    /// Its targets version.
    public long version() {
        return about.targets();
    }

    /// Whether a charger that trusts this root would take it.
    public boolean allowedUnder(RootFile root) throws ReleaseException {
        RootMetadata.Epochs epochs = root.metadata().epochs();
        Role role = root.role("targets");
        long signed = role.keys().values().stream().filter(file::verifiedBy).count();
        return signed >= role.threshold() && epoch >= epochs.lowest() && epoch <= epochs.highest();
    }
}
