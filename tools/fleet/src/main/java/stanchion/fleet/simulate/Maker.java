package stanchion.fleet.simulate;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import stanchion.boot.Release;
import stanchion.boot.Target.Use;
import stanchion.boot.Targets;
import stanchion.release.Firmware;
import stanchion.release.ReleaseException;
import stanchion.release.keys.Ceremony;
import stanchion.release.keys.KeyChoices;
import stanchion.release.keys.KeySet;
import stanchion.release.keys.Passphrases;
import stanchion.release.sign.Assignments;
import stanchion.release.sign.SlotSigning;

/// A maker of a simulated fleet: a ceremony with plain keys, and small releases.
final class Maker {
    /// One file takes one piece, the other several.
    private static final int SMALL = 2_000;

    private static final int LARGE = 40_000;
    private static final Passphrases NONE =
            (key, holder) -> {
                throw new ReleaseException("nobody is asked for " + key);
            };

    private final Path folder;

    Maker(Path folder) throws ReleaseException {
        this.folder = folder;
        KeyChoices plain = new KeyChoices(Map.of(), Map.of("*", "plain"), Map.of());
        Ceremony.hold(new Ceremony.Order(keys(), Ceremony.USUAL, Instant.now()), plain, NONE);
    }

    Path repository() {
        return folder.resolve("repository");
    }

    private Path keys() {
        return folder.resolve("keys");
    }

    byte[] root() throws ReleaseException {
        return KeySet.open(keys()).rootBytes(1);
    }

    Assignments assignments() throws ReleaseException {
        return Assignments.open(repository(), keys(), NONE);
    }

    /// Signs a release; its manifest stands in the repository.
    Targets sign(String version) throws ReleaseException {
        Release.Program program = new Release.Program("app/app.Main", List.of());
        KeySet set = KeySet.open(keys());
        Release release =
                new Release(
                        version,
                        set.root().metadata().epochs().lowest(),
                        new Release.Platform(List.of("simulated-1"), "25"),
                        new Release.Programs(program, program));
        TreeMap<String, Firmware.Part> files = new TreeMap<>();
        SplittableRandom random = new SplittableRandom(version.hashCode());
        for (int size : new int[] {SMALL, LARGE}) {
            byte[] content = new byte[size];
            random.nextBytes(content);
            files.put("data-" + size, new Firmware.Part(Use.DATA, content));
        }
        return SlotSigning.sign(
                set,
                new SlotSigning.Order(
                        new Firmware(release, files),
                        0,
                        folder.resolve("slot-" + version),
                        Optional.of(repository()),
                        Instant.now(),
                        SlotSigning.Randomness.HEDGED),
                NONE);
    }
}
