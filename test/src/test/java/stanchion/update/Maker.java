package stanchion.update;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import stanchion.boot.Release;
import stanchion.boot.Target.Use;
import stanchion.release.Firmware;
import stanchion.release.Plan;
import stanchion.release.ReleaseException;
import stanchion.release.keys.Ceremony;
import stanchion.release.keys.KeyChoices;
import stanchion.release.keys.KeySet;
import stanchion.release.keys.Passphrases;
import stanchion.release.keys.Succession;
import stanchion.release.sign.Assignments;
import stanchion.release.sign.SlotSigning;
import stanchion.update.delta.ChunkList;
import stanchion.update.tuf.MetadataSource;

/// A maker with keys and a repository, and what a broker would pass on of it.
final class Maker {
    static final Instant NOW = Instant.parse("2026-11-22T20:10:00Z");
    static final String HARDWARE = "board-1";
    private static final Passphrases NONE =
            (key, holder) -> {
                throw new ReleaseException("nobody is asked for " + key);
            };
    private static final KeyChoices PLAIN =
            new KeyChoices(Map.of(), Map.of("*", "plain"), Map.of());

    private final Path folder;
    private final Instant now;

    private Maker(Path folder, Instant now) {
        this.folder = folder;
        this.now = now;
    }

    static Maker in(Path folder) throws ReleaseException {
        return in(folder, NOW);
    }

    /// One whose keys are as old as that.
    static Maker in(Path folder, Instant now) throws ReleaseException {
        Maker maker = new Maker(folder, now);
        Ceremony.hold(new Ceremony.Order(maker.keys(), Ceremony.USUAL, now), PLAIN, NONE);
        return maker;
    }

    /// The same maker once more, so that what it assigns there is no business of this one.
    Maker copyTo(Path other) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Files.copy(file, other.resolve(folder.relativize(file).toString()));
            }
        }
        return new Maker(other, now);
    }

    Path keys() {
        return folder.resolve("maker");
    }

    Path slot(String version) {
        return folder.resolve("slot-" + version);
    }

    Path repository() {
        return folder.resolve("www");
    }

    byte[] firstRoot() throws IOException {
        return Files.readAllBytes(repository().resolve("metadata/1.root.json"));
    }

    /// Signs a version into the repository; for these boards and with this epoch above the lowest.
    void release(String version, String hardware, long epoch) throws ReleaseException {
        release(version, 40_000, hardware, epoch);
    }

    /// The same.
    ///
    /// @param fresh bytes that no other version has, in a file of their own
    private void release(String version, int fresh, String hardware, long epoch)
            throws ReleaseException {
        KeySet set = KeySet.open(keys());
        Release.Program program = new Release.Program("app/app.Main", List.of());
        Release release =
                new Release(
                        version,
                        set.root().metadata().epochs().lowest() + epoch,
                        new Release.Platform(
                                List.of(hardware), System.getProperty("java.runtime.version")),
                        new Release.Programs(program, program));
        TreeMap<String, Firmware.Part> files = new TreeMap<>();
        files.put("board.conf", data("a board\n".getBytes(StandardCharsets.US_ASCII)));
        files.put("changed.so", data(changed(version)));
        files.put("new-" + version + ".so", data(noise(version.hashCode(), fresh)));
        files.put("same.so", data(noise(1, 50_000)));
        SlotSigning.sign(
                set,
                new SlotSigning.Order(
                        new Firmware(release, files),
                        0,
                        slot(version),
                        Optional.of(repository()),
                        now,
                        SlotSigning.Randomness.HEDGED),
                NONE);
    }

    void release(String version) throws ReleaseException {
        release(version, HARDWARE, 0);
    }

    void release(String version, int fresh) throws ReleaseException {
        release(version, fresh, HARDWARE, 0);
    }

    /// Other keys for targets, because one was stolen.
    void revoke(String key) throws ReleaseException {
        Succession.make(
                KeySet.open(keys()),
                new Succession.Change(
                        Succession.Reason.COMPROMISE, Set.of(key), Set.of(), Set.of()),
                PLAIN,
                NONE,
                now);
    }

    private static byte[] changed(String version) {
        byte[] bytes = noise(2, 60_000);
        byte[] name = version.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(name, 0, bytes, 30_000, name.length);
        return bytes;
    }

    private static byte[] noise(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static Firmware.Part data(byte[] content) {
        return new Firmware.Part(Use.DATA, content);
    }

    interface Change {
        Plan of(Plan plan);
    }

    /// Says who gets what from now on.
    void assign(Change change) throws ReleaseException {
        assign(change, now);
    }

    /// Who gets what, said at that time.
    void assign(Change change, Instant then) throws ReleaseException {
        Assignments assignments = Assignments.open(repository(), keys(), NONE);
        assignments.write(change.of(assignments.plan()), then);
    }

    /// A charger's folder as it leaves the factory with a version.
    Path charger(Path device, String version) throws IOException {
        for (String name : List.of("trust", "slots/A", "slots/B", "state")) {
            Files.createDirectories(device.resolve(name));
        }
        Files.writeString(
                device.resolve("boot.conf"),
                """
                profile = bench
                hardware = %s
                otp = file otp.bin
                counter = file state/counter
                device-key = file device.key
                identity = file identity
                trust = trust
                slots = slots
                state = state
                reset-cause = none
                """
                        .formatted(HARDWARE));
        Files.writeString(device.resolve("state/counter"), "0\n");
        Files.writeString(device.resolve("device.key"), "thirty-two bytes of a device key");
        Files.write(device.resolve("otp.bin"), sha256(firstRoot()));
        Files.write(device.resolve("trust/1.root.json"), firstRoot());
        copy(slot(version), device.resolve("slots/A"));
        return device;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    MetadataSource metadata() {
        return (name, most) -> {
            Path file = repository().resolve("metadata").resolve(name);
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        };
    }

    /// Where the content of this SHA-256 stands.
    Path content(String sha256) {
        return repository().resolve("content").resolve(sha256);
    }

    ContentSource contents() {
        return (file, index, length) -> {
            byte[] all = Files.readAllBytes(content(file));
            int from = index * ChunkList.SIZE;
            return Arrays.copyOfRange(all, from, Math.min(all.length, from + length));
        };
    }
}
