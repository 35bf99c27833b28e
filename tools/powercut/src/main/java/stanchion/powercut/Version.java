package stanchion.powercut;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import stanchion.boot.Release;
import stanchion.boot.Target;
import stanchion.boot.Targets;
import stanchion.release.Digests;
import stanchion.release.Firmware;

/// A signed version as it stands in a slot.
///
/// @param number of its targets
/// @param files by name, `targets.json` among them
public record Version(long number, String name, SortedMap<String, byte[]> files) {
    /// Board and Java that these versions are made for.
    static final String HARDWARE = "stanchion-bench";

    /// SHA-256 of its `targets.json`.
    String sha256() {
        return Digests.sha256(bytes(Targets.FILE));
    }

    byte[] bytes(String file) {
        byte[] found = files.get(file);
        if (found == null) {
            throw new IllegalArgumentException(name + " has no " + file);
        }
        return found;
    }

    /// A firmware of three small files: each version has another application, all have the same
    /// library and nearly the same model, for which there is a delta.
    static Firmware firmware(String name, long epoch, World.Making making) {
        Release.Program program = new Release.Program("app/app.Main", List.of());
        Release.Platform platform = new Release.Platform(List.of(HARDWARE), making.java());
        int scale = making.scale();
        return new Firmware(
                new Release(name, epoch, platform, new Release.Programs(program, program)),
                new TreeMap<>(
                        Map.of(
                                "application.so", part(noise(name.hashCode(), 1300 * scale)),
                                "library.so", part(noise(1, 900 * scale)),
                                "model.so", part(noise(2, 3000 * scale) + name))));
    }

    private static Firmware.Part part(String text) {
        return new Firmware.Part(Target.Use.DATA, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String noise(long seed, int length) {
        StringBuilder text = new StringBuilder(length);
        SplittableRandom random = new SplittableRandom(seed);
        while (text.length() < length) {
            text.append((char) (' ' + random.nextInt('~' - ' ')));
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return name;
    }
}
