package stanchion.boot;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Holds a slot against its targets: the listing first, then every byte.
final class SlotFiles {
    private static final int CHUNK = 64 * 1024;

    private final Folder slot;
    private final Targets targets;
    private final FileDigest kind;
    private final MessageDigest digest;
    private final byte[] chunk = new byte[CHUNK];

    SlotFiles(Folder slot, Targets targets) {
        this(slot, targets, FileDigest.quicker());
    }

    SlotFiles(Folder slot, Targets targets, FileDigest kind) {
        this.slot = slot;
        this.targets = targets;
        this.kind = kind;
        this.digest = kind.begin();
    }

    /// The listing equals the target set and [Targets#FILE], each a plain file of its length.
    void checkListing(List<Folder.Entry> entries) throws Refused {
        TreeMap<String, Target> missing = new TreeMap<>(targets.files());
        for (Folder.Entry entry : entries) {
            checkPlain(entry);
            Target target = missing.remove(entry.name());
            if (target == null && !entry.name().equals(Targets.FILE)) {
                throw new Refused(Refusal.FILE_EXTRA, entry.name());
            }
            if (target != null && target.length() != entry.length()) {
                throw length(entry.name(), entry.length() + " bytes", target);
            }
        }
        if (!missing.isEmpty()) {
            throw new Refused(Refusal.FILE_MISSING, missing.firstKey());
        }
    }

    static void checkPlain(Folder.Entry entry) throws Refused {
        if (entry.kind() != Folder.Kind.REGULAR) {
            throw new Refused(Refusal.FILE_NOT_REGULAR, entry.name());
        }
        if (entry.links() != 1) {
            throw new Refused(Refusal.FILE_LINKED, entry.name());
        }
    }

    /// Copies every file while hashing it.
    void checkBytes(VerifiedCopy copy) throws Refused {
        for (Map.Entry<String, Target> entry : targets.files().entrySet()) {
            checkFile(entry.getKey(), entry.getValue(), copy);
        }
    }

    private void checkFile(String name, Target target, VerifiedCopy copy) throws Refused {
        InputStream in = open(name);
        try (in;
                OutputStream out = create(copy, name)) {
            pump(name, in, target, out);
        } catch (IOException failed) {
            throw new Refused(Refusal.COPY_FAILED, name);
        }
        if (!Hex.of(digest.digest()).equals(kind.of(target))) {
            throw new Refused(Refusal.FILE_DIGEST, name);
        }
    }

    /// @throws IOException when writing fails; a failing read is a refusal of its own
    private void pump(String name, InputStream in, Target target, OutputStream out)
            throws IOException, Refused {
        long total = 0;
        for (int n = read(name, in); n >= 0; n = read(name, in)) {
            total += n;
            if (total > target.length()) {
                throw length(name, "more bytes", target);
            }
            digest.update(chunk, 0, n);
            out.write(chunk, 0, n);
        }
        if (total != target.length()) {
            throw length(name, total + " bytes", target);
        }
    }

    private InputStream open(String name) throws Refused {
        try {
            return slot.open(name);
        } catch (IOException unreadable) {
            throw new Refused(Refusal.FILE_UNREADABLE, name);
        }
    }

    private int read(String name, InputStream in) throws Refused {
        try {
            return in.read(chunk);
        } catch (IOException unreadable) {
            throw new Refused(Refusal.FILE_UNREADABLE, name);
        }
    }

    private OutputStream create(VerifiedCopy copy, String name) throws IOException {
        return copy.create(name, targets.modified());
    }

    private static Refused length(String name, String actual, Target target) {
        return new Refused(
                Refusal.FILE_LENGTH, name + " has " + actual + ", signed " + target.length());
    }
}
