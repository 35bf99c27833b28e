package stanchion.bench.fleet;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import stanchion.boot.Release;
import stanchion.boot.Target.Use;
import stanchion.release.Firmware;
import stanchion.release.ReleaseException;
import stanchion.release.keys.Ceremony;
import stanchion.release.keys.KeyChoices;
import stanchion.release.keys.KeySet;
import stanchion.release.keys.Passphrases;
import stanchion.release.sign.Assignments;
import stanchion.release.sign.Repository;
import stanchion.release.sign.SlotSigning;

/// A maker with plain keys, whose releases have one file of three bytes.
final class SmallMaker {
    static final byte[] DATA = {1, 2, 3};
    private static final Passphrases NOBODY =
            (key, holder) -> {
                throw new ReleaseException(key);
            };

    private final Path folder;

    SmallMaker(Path folder) throws ReleaseException {
        this.folder = folder;
        KeyChoices plain = new KeyChoices(Map.of(), Map.of("*", "plain"), Map.of());
        Ceremony.hold(new Ceremony.Order(keys(), Ceremony.USUAL, Instant.now()), plain, NOBODY);
    }

    Path keys() {
        return folder.resolve("keys");
    }

    Repository repository() {
        return new Repository(folder.resolve("repository"));
    }

    Assignments assignments() throws ReleaseException {
        return Assignments.open(repository().folder(), keys(), NOBODY);
    }

    void sign(String firmware) throws ReleaseException {
        KeySet set = KeySet.open(keys());
        Release.Program program = new Release.Program("app/app.Main", List.of());
        Release release =
                new Release(
                        firmware,
                        set.root().metadata().epochs().lowest(),
                        new Release.Platform(List.of("board-1"), "25"),
                        new Release.Programs(program, program));
        TreeMap<String, Firmware.Part> files = new TreeMap<>();
        files.put("data", new Firmware.Part(Use.DATA, DATA));
        SlotSigning.sign(
                set,
                new SlotSigning.Order(
                        new Firmware(release, files),
                        0,
                        folder.resolve("slot-" + firmware),
                        Optional.of(repository().folder()),
                        Instant.now(),
                        SlotSigning.Randomness.NONE),
                NOBODY);
    }
}
