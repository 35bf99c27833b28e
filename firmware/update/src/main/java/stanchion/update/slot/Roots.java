package stanchion.update.slot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import stanchion.boot.DirectoryFolder;
import stanchion.boot.Folder;
import stanchion.boot.Slot;
import stanchion.boot.SlotRecord;
import stanchion.boot.SlotState;
import stanchion.boot.Verdict;

/// Roots on their way into the trust folder.
///
/// ```text
/// trusted by the update client ─► state/roots ─► trust/    once no confirmed slot is lost by it,
///                                                          or a version signed under it is confirmed
/// ```
///
/// A stray name in either folder would make the verifier refuse the roots in it: a root is written
/// in `state/update` first, which must be on the same file system.
///
/// Meanwhile the verifier reads both, see [stanchion.boot.Verifier].
final class Roots {
    static final String FOLDER = "roots";
    private static final String SUFFIX = ".root.json";
    private static final int LAST = 32;

    private final Slots.Folders folders;
    private final Judge judge;
    private final Path waiting;

    Roots(Slots.Folders folders, Judge judge) {
        this.folders = folders;
        this.judge = judge;
        this.waiting = folders.roots();
    }

    /// Puts the waiting roots into the trust folder if every confirmed slot still boots then.
    void promote(SlotRecord record) throws IOException {
        if (names().isEmpty()) {
            return;
        }
        for (Slot slot : Slot.values()) {
            boolean confirmed = record.of(slot) instanceof SlotState.Confirmed;
            if (confirmed && !bootsUnderAll(folders.slot(slot))) {
                return;
            }
        }
        install();
        clear();
    }

    private boolean bootsUnderAll(Path slot) {
        return judge.by(new Both(), slot) instanceof Verdict.Boot;
    }

    /// The same for one slot: the version in it has proved itself.
    void installFor(Path slot) throws IOException {
        if (!names().isEmpty() && bootsUnderAll(slot)) {
            install();
        }
    }

    /// The lowest first: the verifier finds the rest where they wait until all are there.
    private void install() throws IOException {
        for (String name : names()) {
            Path trusted = folders.trust().resolve(name);
            if (!Files.exists(trusted)) {
                Durable.write(trusted, Files.readAllBytes(waiting.resolve(name)), folders.update());
            }
        }
    }

    /// Removes those that the trust folder holds.
    void clear() throws IOException {
        for (String name : names()) {
            if (Files.exists(folders.trust().resolve(name))) {
                Durable.delete(waiting.resolve(name));
            }
        }
    }

    /// What waits, the lowest first.
    private List<String> names() {
        TreeMap<Integer, String> names = new TreeMap<>();
        for (int version = 2; version <= LAST; version++) {
            String name = version + SUFFIX;
            if (Files.isRegularFile(waiting.resolve(name))) {
                names.put(version, name);
            }
        }
        return List.copyOf(names.values());
    }

    /// The trust folder as it would be.
    private final class Both implements Folder {
        private final DirectoryFolder trust = new DirectoryFolder(folders.trust());
        private final DirectoryFolder next = new DirectoryFolder(waiting);

        @Override
        public List<Entry> list(int most) throws IOException {
            List<Entry> entries = new ArrayList<>(trust.list(most));
            for (Entry entry : next.list(most)) {
                if (entries.stream().noneMatch(other -> other.name().equals(entry.name()))) {
                    entries.add(entry);
                }
            }
            return entries;
        }

        @Override
        public InputStream open(String name) throws IOException {
            return Files.exists(folders.trust().resolve(name)) ? trust.open(name) : next.open(name);
        }
    }
}
