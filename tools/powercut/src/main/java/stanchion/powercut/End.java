package stanchion.powercut;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import stanchion.boot.Slot;
import stanchion.boot.SlotRecord;
import stanchion.boot.SlotRecords;
import stanchion.boot.SlotState;

/// Looks at a charger's disk from outside: is everything as it must be at the end of a story?
///
/// | | CONFIRMED | REVERTED |
/// |---|---|---|
/// | slot records | A EMPTY, B CONFIRMED and preferred | A CONFIRMED and preferred, B EMPTY |
/// | slot that runs | the second version, nothing else | the first version, nothing else |
/// | trust | both roots | the first root |
/// | counter | epoch of the second version | 0 |
final class End {
    private final Path folder;
    private final byte[] key;

    /// @param folder of the charger, see [Ground#look]
    /// @param key of the slot records
    End(Path folder, byte[] key) {
        this.folder = folder;
        this.key = key.clone();
    }

    void check(Story story, World world) {
        boolean confirmed = story == Story.CONFIRMED;
        Slot slot = confirmed ? Slot.B : Slot.A;
        Version version = confirmed ? world.second() : world.first();
        checkRecord(slot, version);
        checkSlot(slot, version);
        TreeMap<String, byte[]> roots = new TreeMap<>(Map.of("1.root.json", world.root(1)));
        if (confirmed) {
            roots.put("2.root.json", world.root(2));
        }
        checkFolder("trust", roots);
        String counter = confirmed ? World.SECOND_EPOCH + "\n" : "0\n";
        String found =
                new String(bytes(folder.resolve("state/counter")), StandardCharsets.US_ASCII);
        require(found.equals(counter), "the counter ends at " + found.strip());
    }

    /// A slot that is recorded as staged holds all of its version. Whether an update was staged is
    /// acknowledged by that record alone; one that is lost is fetched anew.
    void checkStaged(World world) {
        if (new SlotRecords(folder.resolve("state"), key).read()
                instanceof SlotRecords.Newest newest) {
            for (Slot slot : Slot.values()) {
                if (newest.record().of(slot) instanceof SlotState.Staged staged) {
                    require(
                            staged.targets().equals(world.second().sha256()),
                            "a version is staged that nobody ordered");
                    checkSlot(slot, world.second());
                }
            }
        }
    }

    private void checkRecord(Slot slot, Version version) {
        if (!(new SlotRecords(folder.resolve("state"), key).read()
                instanceof SlotRecords.Newest newest)) {
            throw new ViolationException("the story ends without a slot record");
        }
        SlotRecord record = newest.record();
        require(
                record.preferred() == slot
                        && record.of(slot).equals(new SlotState.Confirmed(version.sha256()))
                        && record.of(slot.other()) instanceof SlotState.Empty,
                "the story ends with " + record);
    }

    /// The slot holds exactly this version.
    void checkSlot(Slot slot, Version version) {
        checkFolder("slots/" + slot, version.files());
    }

    private void checkFolder(String name, SortedMap<String, byte[]> expected) {
        SortedMap<String, byte[]> found = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.resolve(name))) {
            files.forEach(file -> found.put(String.valueOf(file.getFileName()), bytes(file)));
        } catch (IOException unreadable) {
            throw new ViolationException(name + " cannot be read", unreadable);
        }
        require(
                found.keySet().equals(expected.keySet()),
                name + " holds " + found.keySet() + ", not " + expected.keySet());
        expected.forEach((file, content) ->
                require(
                        Arrays.equals(content, found.get(file)),
                        name + "/" + file + " has changed"));
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new ViolationException(file + " cannot be read", unreadable);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ViolationException(otherwise);
        }
    }
}
