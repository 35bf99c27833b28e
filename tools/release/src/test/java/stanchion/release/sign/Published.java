package stanchion.release.sign;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import stanchion.boot.Release;
import stanchion.boot.Target.Use;
import stanchion.release.Firmware;
import stanchion.release.ReleaseException;
import stanchion.release.keys.Ceremony;
import stanchion.release.keys.KeyChoices;
import stanchion.release.keys.KeySet;
import stanchion.release.keys.Passphrases;
import stanchion.release.keys.Succession;
import stanchion.update.Channel;

/// A maker's keys and a repository with some history: a version, a revocation, another version.
///
/// @param keys the folder of the ceremony
/// @param repository two roots, two targets, three assignments and snapshots, a timestamp
record Published(Path keys, Path repository) {
    private static final Passphrases NONE =
            (key, holder) -> {
                throw new ReleaseException("nobody is asked for " + key);
            };
    private static final KeyChoices PLAIN =
            new KeyChoices(Map.of(), Map.of("*", "plain"), Map.of());

    /// Makes both in a folder.
    static Published in(Path folder) throws ReleaseException {
        Published published = new Published(folder.resolve("maker"), folder.resolve("www"));
        Instant now = Instant.now();
        Ceremony.hold(new Ceremony.Order(published.keys(), Ceremony.USUAL, now), PLAIN, NONE);
        published.sign("1.0", folder.resolve("slot-1"), now);
        Succession.make(
                KeySet.open(published.keys()),
                new Succession.Change(
                        Succession.Reason.COMPROMISE,
                        Set.of("targets-ed25519", "root-ed25519-1", "snapshot-ed25519"),
                        Set.of(),
                        Set.of()),
                PLAIN,
                NONE,
                now);
        published.sign("2.0", folder.resolve("slot-2"), now);
        Assignments assignments = Assignments.open(published.repository(), published.keys(), NONE);
        assignments.write(assignments.plan().with(Channel.BETA, 2), now);
        return published;
    }

    Path metadata(String name) {
        return repository.resolve("metadata").resolve(name);
    }

    private void sign(String version, Path slot, Instant now) throws ReleaseException {
        KeySet set = KeySet.open(keys);
        Release.Program program = new Release.Program("app/app.Main", List.of());
        Release release =
                new Release(
                        version,
                        set.root().metadata().epochs().lowest(),
                        new Release.Platform(List.of("board-1"), "25.0.3+9"),
                        new Release.Programs(program, program));
        TreeMap<String, Firmware.Part> files = new TreeMap<>();
        for (String name : List.of("board.conf", "native.so")) {
            byte[] content = (name + " of " + version + "\n").getBytes(StandardCharsets.US_ASCII);
            files.put(name, new Firmware.Part(Use.DATA, content));
        }
        SlotSigning.sign(
                set,
                new SlotSigning.Order(
                        new Firmware(release, files),
                        0,
                        slot,
                        Optional.of(repository),
                        now,
                        SlotSigning.Randomness.HEDGED),
                NONE);
    }
}
