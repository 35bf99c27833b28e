package stanchion.release.sign;

import java.nio.charset.StandardCharsets;
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

/// A maker with plain keys and a repository, at a time that stands still.
///
/// @param folder with `maker`, `www` and a slot for each version
record RepositoryMaker(Path folder) {
    static final Instant NOW = Instant.parse("2026-11-22T20:10:00Z");
    static final KeyChoices PLAIN = new KeyChoices(Map.of(), Map.of("*", "plain"), Map.of());
    static final Passphrases NONE =
            (key, holder) -> {
                throw new ReleaseException("nobody is asked for " + key);
            };

    /// Makes the keys.
    static RepositoryMaker in(Path folder) throws ReleaseException {
        RepositoryMaker maker = new RepositoryMaker(folder);
        Ceremony.hold(new Ceremony.Order(maker.keys(), Ceremony.USUAL, NOW), PLAIN, NONE);
        return maker;
    }

    Path keys() {
        return folder.resolve("maker");
    }

    Repository repository() {
        return new Repository(folder.resolve("www"));
    }

    KeySet keySet() throws ReleaseException {
        return KeySet.open(keys());
    }

    Assignments assignments() throws ReleaseException {
        return Assignments.open(repository().folder(), keys(), NONE);
    }

    /// Signs a version into the repository: a large file, a small one that is always the same.
    void release(String version) throws ReleaseException {
        sign(version, Optional.of(repository().folder()));
    }

    /// Signs a version, somewhere or nowhere.
    Path sign(String version, Optional<Path> into) throws ReleaseException {
        Release.Program program = new Release.Program("app/app.Main", List.of());
        Release release =
                new Release(
                        version,
                        keySet().root().metadata().epochs().lowest(),
                        new Release.Platform(List.of("board-1"), "25.0.3+9"),
                        new Release.Programs(program, program));
        TreeMap<String, Firmware.Part> files = new TreeMap<>();
        files.put("board.conf", data("a board\n".getBytes(StandardCharsets.US_ASCII)));
        files.put("native.so", data(noise(version)));
        Path slot = folder.resolve("slot-" + version);
        SlotSigning.sign(
                keySet(),
                new SlotSigning.Order(
                        new Firmware(release, files),
                        0,
                        slot,
                        into,
                        NOW,
                        SlotSigning.Randomness.NONE),
                NONE);
        return slot;
    }

    private static Firmware.Part data(byte[] content) {
        return new Firmware.Part(Use.DATA, content);
    }

    /// 40,000 bytes that do not compress, most of them the same in every version.
    private static byte[] noise(String version) {
        byte[] bytes = new byte[40_000];
        new java.util.Random(1).nextBytes(bytes);
        byte[] name = version.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(name, 0, bytes, 5000, name.length);
        return bytes;
    }
}
