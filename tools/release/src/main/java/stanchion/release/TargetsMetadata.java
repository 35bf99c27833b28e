package stanchion.release;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import stanchion.boot.Json;
import stanchion.boot.Key;
import stanchion.boot.Release;
import stanchion.boot.Target;
import stanchion.boot.Targets;
import stanchion.release.keys.KeySet;

/// Writes the signed part of targets.
///
/// @param updates what update clients alone read of it
public record TargetsMetadata(Targets targets, Instant expires, Updates updates) {
    /// Who may assign versions to chargers, and which besides this one.
    ///
    /// @param assignment keys of the delegated role; none for targets that delegate nothing
    /// @param earlier by targets version, ascending
    public record Updates(List<Key> assignment, List<Earlier> earlier) {
        /// Targets that no update client follows.
        public static final Updates NONE = new Updates(List.of(), List.of());

        public Updates {
            assignment = List.copyOf(assignment);
            earlier = List.copyOf(earlier);
        }
    }

    /// An earlier release that may still be assigned.
    ///
    /// @param length of its targets file, in bytes
    /// @param sha256 of the exact bytes of that file
    /// @param targets its version
    public record Earlier(String firmware, long length, String sha256, long targets) {}

    /// Targets that no update client follows.
    public TargetsMetadata(Targets targets, Instant expires) {
        this(targets, expires, Updates.NONE);
    }

    public Json signed() {
        Draft files = new Draft();
        targets.files().forEach((name, target) -> files.draft(name, target(target)));
        Draft ours = release(targets.release());
        Draft all = Draft.metadata("targets", targets.version(), expires).draft("targets", files);
        if (!updates.assignment().isEmpty()) {
            all.draft("delegations", delegations());
            ours.put("releases", earlier());
        }
        return all.draft("x-stanchion", ours).json();
    }

    private Draft delegations() {
        Draft keys = new Draft();
        updates.assignment().forEach(key -> keys.put(key.id(), key.json()));
        Draft role =
                new Draft()
                        .texts(
                                "keyids",
                                updates.assignment().stream().map(Key::id).sorted().toList())
                        .text("name", KeySet.ASSIGNMENT)
                        .texts("paths", List.of("*"))
                        .put("terminating", new Json.Flag(true))
                        .whole("threshold", 1);
        return new Draft().draft("keys", keys).put("roles", new Json.Items(List.of(role.json())));
    }

    private Json earlier() {
        List<Json> releases = new ArrayList<>();
        for (Earlier one : updates.earlier()) {
            releases.add(
                    new Draft()
                            .text("firmware", one.firmware())
                            .whole("length", one.length())
                            .text("sha256", one.sha256())
                            .whole("targets", one.targets())
                            .json());
        }
        return new Json.Items(releases);
    }

    private Draft release(Release release) {
        return new Draft()
                .text("firmware", release.firmware())
                .whole("security_epoch", release.securityEpoch())
                .texts("hardware", release.platform().hardware())
                .text("jre", release.platform().jre())
                .whole("modified", targets.modified())
                .draft("charger", program(release.programs().charger()))
                .draft("gateway", program(release.programs().gateway()));
    }

    private static Draft program(Release.Program program) {
        return new Draft()
                .text("main", program.main())
                .texts("native_access", program.nativeAccess());
    }

    private static Draft target(Target target) {
        return new Draft()
                .whole("length", target.length())
                .draft(
                        "hashes",
                        new Draft().text("sha256", target.sha256()).text("sha512", target.sha512()))
                .draft("custom", new Draft().text("use", target.use().text()));
    }
}
