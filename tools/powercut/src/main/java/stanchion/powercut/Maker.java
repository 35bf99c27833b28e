package stanchion.powercut;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import stanchion.boot.Targets;
import stanchion.release.Firmware;
import stanchion.release.Plan;
import stanchion.release.ReleaseException;
import stanchion.release.keys.Ceremony;
import stanchion.release.keys.KeyChoices;
import stanchion.release.keys.KeySet;
import stanchion.release.keys.KeySource;
import stanchion.release.keys.Passphrases;
import stanchion.release.keys.Succession;
import stanchion.release.sign.Assignments;
import stanchion.release.sign.SlotSigning;
import stanchion.update.Channel;

/// A maker in a folder that lasts as long as it signs: a ceremony, a version, another root with
/// other keys for targets, the next version, and orders for it.
final class Maker {
    private static final Passphrases NONE =
            (key, holder) -> {
                throw new ReleaseException(key + ": nobody is asked");
            };

    private final World.Making making;
    private final KeyChoices choices;
    private final Path folder;
    private final Path keys;
    private final Path repository;

    private Maker(World.Making making, Path folder) {
        this.making = making;
        this.choices =
                new KeyChoices(
                        Map.of(), Map.of("*", "plain"), Map.of(), KeySource.seeded(making.seed()));
        this.folder = folder;
        this.keys = folder.resolve("keys");
        this.repository = folder.resolve("repository");
    }

    static World sign(World.Making making) throws ReleaseException {
        try {
            Path folder = Files.createTempDirectory("powercut");
            try {
                return new Maker(making, folder).world();
            } finally {
                remove(folder);
            }
        } catch (IOException failed) {
            throw new ReleaseException("cannot sign in a temporary folder", failed);
        }
    }

    private World world() throws ReleaseException, IOException {
        Ceremony.hold(new Ceremony.Order(keys, Ceremony.USUAL, World.NOW), choices, NONE);
        Version first = release(1, Version.firmware(World.FIRST, 0, making));
        Succession.make(KeySet.open(keys), otherTargetsKeys(), choices, NONE, World.NOW);
        Version second = release(2, Version.firmware(World.SECOND, World.SECOND_EPOCH, making));
        List<Map<String, byte[]>> orders = new ArrayList<>();
        Assignments assignments = Assignments.open(repository, keys, NONE);
        Plan plan = Plan.NONE.with(Channel.STABLE, 2);
        for (int serial = 0; serial <= World.MOST_ORDERS; serial++) {
            assignments.write(serial == 0 ? plan : again(plan, serial), World.NOW);
            orders.add(files(repository.resolve("metadata")));
        }
        return new World(first, second, orders, files(repository.resolve("content")));
    }

    private static Plan again(Plan plan, int serial) {
        return plan.with(World.DEVICE, new Plan.Pin(serial, 2));
    }

    private Succession.Change otherTargetsKeys() throws ReleaseException {
        List<String> names =
                KeySet.open(keys).role("targets").stream().map(key -> key.name()).toList();
        return new Succession.Change(
                Succession.Reason.ROTATION, Set.copyOf(names), Set.of(), Set.of());
    }

    private Version release(long number, Firmware firmware) throws ReleaseException, IOException {
        Path slot = folder.resolve("slot" + number);
        SlotSigning.Order order =
                new SlotSigning.Order(
                        firmware,
                        0,
                        slot,
                        Optional.of(repository),
                        World.NOW,
                        SlotSigning.Randomness.NONE);
        Targets targets = SlotSigning.sign(KeySet.open(keys), order, NONE);
        return new Version(
                targets.version(), targets.release().firmware(), new TreeMap<>(files(slot)));
    }

    static Map<String, byte[]> files(Path folder) throws IOException {
        Map<String, byte[]> found = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                found.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
            }
        }
        return found;
    }

    private static void remove(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.toList();
        }
        for (Path path : all.reversed()) {
            Files.delete(path);
        }
    }
}
