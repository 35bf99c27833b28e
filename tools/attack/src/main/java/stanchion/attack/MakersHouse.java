package stanchion.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import stanchion.boot.Release;
import stanchion.boot.Target.Use;
import stanchion.release.Firmware;
import stanchion.release.FirmwareBuild;
import stanchion.release.Plan;
import stanchion.release.ReleaseException;
import stanchion.release.keys.KeySet;
import stanchion.release.keys.Passphrases;
import stanchion.release.sign.Assignments;
import stanchion.release.sign.SignedSlot;
import stanchion.release.sign.SlotSigning;
import stanchion.update.Channel;

/// The maker of the charger under attack: keys, and a repository with the version that runs and the
/// next one, which every channel gets. Made when the first case asks for it.
final class MakersHouse {
    static final Passphrases PLAIN =
            (key, holder) -> {
                throw new ReleaseException(key + ": is in the open");
            };

    private static final String REPOSITORY = "www";

    private final Path folder;
    private Optional<Instant> made = Optional.empty();

    MakersHouse(Path folder) {
        this.folder = folder;
    }

    /// The next version for one charger, with keys and repository of the case's own.
    synchronized Offer offer(Charger charger) throws IOException, ReleaseException {
        if (made.isEmpty()) {
            Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            make(now);
            made = Optional.of(now);
        }
        Path keys = charger.work().resolve("keys");
        Path repository = charger.work().resolve(REPOSITORY);
        Folders.copy(keys(), keys);
        Folders.copy(folder.resolve(REPOSITORY), repository);
        return new Offer(charger, repository, keys, made.get());
    }

    private Path keys() {
        return folder.resolve("template/maker/keys");
    }

    private void make(Instant now) throws ReleaseException {
        Path repository = folder.resolve(REPOSITORY);
        Assignments assignments = Assignments.open(repository, keys(), PLAIN);
        new SignedSlot(folder.resolve("template/slots/A")).add(assignments, now);
        sign(keys(), next("2.0.0", FirmwareBuild.BENCH_HARDWARE), repository, now);
        Plan plan = assignments.plan();
        for (Channel channel : Channel.values()) {
            plan = plan.with(channel, 2);
        }
        assignments.write(plan, now);
    }

    /// Signs a version into a repository.
    static void sign(Path keys, Firmware firmware, Path repository, Instant now)
            throws ReleaseException {
        String version = firmware.release().firmware();
        SlotSigning.sign(
                KeySet.open(keys),
                new SlotSigning.Order(
                        firmware,
                        0,
                        repository.resolveSibling("slot-" + version),
                        Optional.of(repository),
                        now,
                        SlotSigning.Randomness.HEDGED),
                PLAIN);
    }

    /// The canary of another version: the same programs, other files beside them.
    Firmware next(String version, String hardware) throws ReleaseException {
        Path slot = folder.resolve("template/slots/A");
        TreeMap<String, Firmware.Part> files = new TreeMap<>();
        try {
            add(files, slot, "charger.jar", Use.CHARGER);
            add(files, slot, "gateway.jar", Use.GATEWAY);
        } catch (IOException unreadable) {
            throw new ReleaseException(slot + ": cannot be read", unreadable);
        }
        byte[] conf = ("name canary " + version + "\n").getBytes(StandardCharsets.US_ASCII);
        files.put("board.conf", new Firmware.Part(Use.DATA, conf));
        files.put("libcanary.so", new Firmware.Part(Use.DATA, noise()));
        return new Firmware(release(version, hardware), files);
    }

    private static void add(Map<String, Firmware.Part> files, Path slot, String name, Use use)
            throws IOException {
        files.put(name, new Firmware.Part(use, Files.readAllBytes(slot.resolve(name))));
    }

    private static Release release(String version, String hardware) {
        return new Release(
                version,
                0,
                new Release.Platform(List.of(hardware), System.getProperty("java.runtime.version")),
                new Release.Programs(Canary.program("charger"), Canary.program("gateway")));
    }

    /// Enough for several chunks.
    private static byte[] noise() {
        byte[] bytes = new byte[100_000];
        new Random(2).nextBytes(bytes);
        return bytes;
    }
}
