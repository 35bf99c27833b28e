package stanchion.bench.otabench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import stanchion.release.Digests;
import stanchion.release.Firmware;

/// A release that a charger has, and one that it shall have.
record ReleasePair(String name, Firmware before, Firmware after) {
    /// A file that must be sent.
    ///
    /// @param old what the charger has in its place; empty where it has nothing
    @SuppressWarnings("ArrayRecordComponent") // files, compared nowhere
    record Change(String name, byte[] old, byte[] next) {}

    /// What a charger does not find in its old slot.
    List<Change> changes() {
        List<String> known =
                before.files().values().stream()
                        .map(part -> Digests.sha256(part.content()))
                        .toList();
        List<Change> changes = new ArrayList<>();
        for (Map.Entry<String, Firmware.Part> file : after.files().entrySet()) {
            byte[] next = file.getValue().content();
            if (!known.contains(Digests.sha256(next))) {
                byte[] old = predecessor(before.files(), file.getKey()).orElse(new byte[0]);
                changes.add(new Change(file.getKey(), old, next));
            }
        }
        return changes;
    }

    private static Optional<byte[]> predecessor(
            SortedMap<String, Firmware.Part> files, String name) {
        return files.entrySet().stream()
                .filter(file -> stem(file.getKey()).equals(stem(name)))
                .map(file -> file.getValue().content())
                .findFirst();
    }

    private static String stem(String name) {
        return name.replaceFirst("-[0-9][^/]*\\.jar$", ".jar");
    }
}
