package stanchion.fleet.ingest;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import stanchion.fleet.store.Alert;
import stanchion.release.BootReport.Checked.Genuine;
import stanchion.release.Digests;
import stanchion.release.ReleaseException;
import stanchion.release.TargetsFile;

/// What chargers must report of their boot: the releases of a repository, file by file.
public final class Expected {
    private static final int MOST_KNOWN = 1024;

    private final Path metadata;
    private final Set<String> verifiers;
    private final Map<Long, Release> known = new ConcurrentHashMap<>();

    private record Release(String sha256, TargetsFile targets) {}

    /// Of a repository.
    ///
    /// @param verifiers versions of the boot verifier that are in use; any, when there is none
    public Expected(Path repository, Set<String> verifiers) {
        this.metadata = repository.resolve("metadata");
        this.verifiers = Set.copyOf(verifiers);
    }

    /// What is wrong.
    public record Wrong(Alert.Kind kind, String detail) {}

    /// Judges a genuine report; nothing when it is as it must be.
    ///
    /// @param lastEpoch security epoch of this charger's last report; 0 when there was none
    public Optional<Wrong> judge(Genuine report, long lastEpoch) {
        String mode = report.said("mode").orElse("");
        if (!mode.equals("boot")) {
            return wrong(Alert.Kind.NOTIFY_ONLY, "mode is '" + mode + "'");
        }
        String verifier = report.said("verifier").orElse("");
        if (!verifiers.isEmpty() && !verifiers.contains(verifier)) {
            return wrong(Alert.Kind.VERIFIER, "verifier '" + verifier + "' is not " + verifiers);
        }
        long version = number(report, "targets_version");
        Optional<Release> release = release(version);
        if (release.isEmpty()) {
            return wrong(Alert.Kind.FIRMWARE_UNKNOWN, "targets " + version);
        }
        return judge(report, release.get(), lastEpoch);
    }

    private static Optional<Wrong> judge(Genuine report, Release release, long lastEpoch) {
        String digest = report.said("targets_sha256").orElse("");
        if (!digest.equals(release.sha256())) {
            return wrong(
                    Alert.Kind.FIRMWARE_DIFFERS,
                    "targets.json of version " + release.targets().version());
        }
        Map<String, String> files = files(report);
        if (!files.equals(release.targets().files())) {
            TreeMap<String, String> others = new TreeMap<>(files);
            others.entrySet().removeAll(release.targets().files().entrySet());
            String which = others.isEmpty() ? "a file is missing" : others.firstKey();
            return wrong(Alert.Kind.FIRMWARE_DIFFERS, which);
        }
        long epoch = number(report, "security_epoch");
        if (epoch != release.targets().epoch() || epoch < lastEpoch) {
            return wrong(
                    Alert.Kind.EPOCH,
                    "epoch "
                            + epoch
                            + ", the release has "
                            + release.targets().epoch()
                            + ", it had "
                            + lastEpoch);
        }
        return Optional.empty();
    }

    private static Optional<Wrong> wrong(Alert.Kind kind, String detail) {
        return Optional.of(new Wrong(kind, detail));
    }

    /// Releases never change, so what was read once stays.
    private Optional<Release> release(long version) {
        Release before = known.get(version);
        if (before != null) {
            return Optional.of(before);
        }
        Path file = metadata.resolve(version + ".targets.json");
        try {
            byte[] bytes = Files.readAllBytes(file);
            Release read =
                    new Release(Digests.sha256(bytes), TargetsFile.of(file.toString(), bytes));
            if (known.size() < MOST_KNOWN) {
                known.put(version, read);
            }
            return Optional.of(read);
        } catch (IOException | ReleaseException none) {
            return Optional.empty();
        }
    }

    static long number(Genuine report, String member) {
        String text = report.said(member).orElse("");
        return text.matches("[0-9]{1,10}") ? Long.parseLong(text) : 0;
    }

    private static Map<String, String> files(Genuine report) {
        Map<String, String> files = new TreeMap<>();
        if (JsonParser.parseString(report.statement()) instanceof JsonObject statement
                && statement.get("files") instanceof JsonObject named) {
            for (Map.Entry<String, JsonElement> file : named.entrySet()) {
                files.put(
                        file.getKey(),
                        file.getValue().isJsonPrimitive() ? file.getValue().getAsString() : "");
            }
        }
        return files;
    }
}
