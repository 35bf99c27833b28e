package stanchion.release;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import stanchion.boot.Target;
import stanchion.boot.Targets;

/// Turns a firmware into the targets that describe it.
public final class SlotContents {
    /// Time stamp of every file of a verified copy, fixed so that builds repeat.
    private static final long MODIFIED = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();

    private SlotContents() {}

    /// The targets of a firmware.
    ///
    /// @param version of the targets, counting up with every signing
    public static Targets describe(Firmware firmware, long version) {
        TreeMap<String, Target> targets = new TreeMap<>();
        for (Map.Entry<String, Firmware.Part> entry : firmware.files().entrySet()) {
            byte[] content = entry.getValue().content();
            targets.put(
                    entry.getKey(),
                    new Target(
                            content.length,
                            Digests.sha256(content),
                            Digests.sha512(content),
                            entry.getValue().use()));
        }
        return new Targets(version, firmware.release(), MODIFIED, targets);
    }
}
