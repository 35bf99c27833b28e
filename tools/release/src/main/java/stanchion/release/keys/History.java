package stanchion.release.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stanchion.boot.Targets;
import stanchion.release.Digests;
import stanchion.release.ReleaseException;

/// `history.txt` of a key set: one line for everything that was signed, only ever appended to.
///
/// ```text
/// 2026-11-22T20:10:00Z root 1 sha256 4f…
/// 2026-11-22T20:12:00Z targets 1 epoch 0 sha256 91… firmware 1.0.0
/// ```
public record History(Path folder) {
    private static final String FILE = "history.txt";
    private static final Pattern TARGETS = Pattern.compile("\\S+ targets (\\d+) epoch (\\d+) .*");

    /// The version the next targets gets.
    public long nextTargets() throws ReleaseException {
        return highest(1) + 1;
    }

    /// The highest security epoch that was ever signed.
    public long highestEpoch() throws ReleaseException {
        return highest(2);
    }

    /// Notes targets that were signed.
    public void targets(Instant when, Targets targets, byte[] file) throws ReleaseException {
        note(
                when,
                "targets "
                        + targets.version()
                        + " epoch "
                        + targets.release().securityEpoch()
                        + " sha256 "
                        + Digests.sha256(file)
                        + " firmware "
                        + targets.release().firmware());
    }

    /// Notes something that was signed.
    void note(Instant when, String what) throws ReleaseException {
        Path file = folder.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                NewFiles.create(file);
            }
            Files.writeString(
                    file,
                    when.truncatedTo(ChronoUnit.SECONDS) + " " + what + "\n",
                    StandardOpenOption.APPEND,
                    StandardOpenOption.SYNC);
        } catch (IOException failed) {
            throw new ReleaseException(file + ": cannot be written", failed);
        }
    }

    private long highest(int group) throws ReleaseException {
        long highest = 0;
        for (String line : lines()) {
            Matcher match = TARGETS.matcher(line);
            if (match.matches()) {
                highest = Math.max(highest, Long.parseLong(match.group(group)));
            }
        }
        return highest;
    }

    private List<String> lines() throws ReleaseException {
        try {
            Path file = folder.resolve(FILE);
            return Files.exists(file)
                    ? Files.readAllLines(file, StandardCharsets.UTF_8)
                    : List.of();
        } catch (IOException unreadable) {
            throw new ReleaseException(folder.resolve(FILE) + ": cannot be read", unreadable);
        }
    }
}
