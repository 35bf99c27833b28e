package stanchion.update;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import stanchion.boot.Target;
import stanchion.boot.Targets;
import stanchion.update.delta.ContentException;
import stanchion.update.delta.Delta;
import stanchion.update.delta.FullFile;
import stanchion.update.slot.Durable;
import stanchion.update.slot.Slots;

/// One version on its way into the slot.
///
/// ```text
/// manifest ─► plan ─► everything downloaded ─► STAGING recorded ─► file by file ─► targets.json
///                        ▲                                             │ a copy or delta yields
///                        └──── the full file instead ◄─────────────────┘ another file
/// ```
///
/// The other slot keeps its version until everything is downloaded.
final class Job {
    /// What stays free beside the update.
    static final long MARGIN_BYTES = 1 << 20;

    /// What a job draws on.
    ///
    /// @param old the files of the running version, by name
    record Sources(Trusted trusted, ContentSource content, Slots slots, Map<String, Target> old) {}

    private final Wanted wanted;
    private final Sources sources;
    private final Path folder;
    private final Map<String, Download> downloads = new TreeMap<>();
    private final List<Part> parts = new ArrayList<>();
    private Optional<Targets> targets = Optional.empty();
    private byte[] manifest = new byte[0];
    private int written = -1;

    Job(Wanted wanted, Sources sources, Path folder) {
        this.wanted = wanted;
        this.sources = sources;
        this.folder = folder;
    }

    Wanted wanted() {
        return wanted;
    }

    Supply.Progress advance() throws IOException, UpdateRefused {
        if (targets.isEmpty()) {
            return advanceManifest();
        }
        for (Part part : parts) {
            Optional<Download> open = part.way().content().map(this::download);
            if (open.isPresent() && !open.get().done()) {
                return fetch(open.get());
            }
        }
        if (written < 0) {
            sources.slots().begin();
            written = 0;
            return new Supply.More(percent());
        }
        if (written < parts.size()) {
            write(written);
            return new Supply.More(percent());
        }
        Durable.write(sources.slots().staging().resolve(Targets.FILE), manifest);
        return new Supply.Whole(targets.get().release().firmware());
    }

    private Download download(Content content) {
        return downloads.computeIfAbsent(
                content.sha256(), _ -> new Download(content, folder, sources.content()));
    }

    private Supply.Progress fetch(Download download) throws IOException, UpdateRefused {
        Optional<String> refused = download.advance();
        return refused.isPresent()
                ? new Supply.ChunkRefused(refused.get())
                : new Supply.More(percent());
    }

    private int percent() {
        long all = 1;
        long there = 0;
        for (Part part : parts) {
            Optional<Content> content = part.way().content();
            if (content.isPresent()) {
                all += content.get().length();
                there += download(content.get()).there();
            }
        }
        return (int) (100 * there / all);
    }

    private Supply.Progress advanceManifest() throws IOException, UpdateRefused {
        Releases releases = sources.trusted().releases();
        byte[] newest = releases.manifest();
        if (Hashes.of(newest).equals(wanted.sha256())) {
            plan(newest);
            return new Supply.More(0);
        }
        Content content =
                content(sources.trusted().assignment().manifest(wanted.sha256()), "manifest");
        Download download = download(content);
        if (!download.done()) {
            Supply.Progress progress = fetch(download);
            return progress instanceof Supply.More ? new Supply.More(0) : progress;
        }
        long length = releases.listed(wanted.targets()).map(Releases.Listed::length).orElse(0L);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (InputStream in = Files.newInputStream(download.file())) {
            FullFile.inflate(in, out, length);
        } catch (ContentException other) {
            throw new UpdateRefused(
                    UpdateRefusal.CONTENT_DIGEST, content.name() + ": " + other.fault());
        }
        plan(out.toByteArray());
        return new Supply.More(0);
    }

    private static Content content(Optional<Content> found, String what) throws UpdateRefused {
        if (found.isEmpty()) {
            throw new UpdateRefused(UpdateRefusal.CONTENT_MISSING, what);
        }
        return found.get();
    }

    private void plan(byte[] file) throws IOException, UpdateRefused {
        Trusted trusted = sources.trusted();
        Targets read = trusted.releases().verify(wanted.targets(), file, trusted.root());
        Optional<String> objection = sources.slots().objection(read.release());
        if (objection.isPresent()) {
            throw new UpdateRefused(UpdateRefusal.NOT_FITTING, objection.get());
        }
        List<Part> planned = new ArrayList<>();
        for (Map.Entry<String, Target> entry : read.files().entrySet()) {
            planned.add(part(entry.getKey(), entry.getValue()));
        }
        parts.addAll(planned);
        removeOthers();
        checkRoom(read);
        manifest = file.clone();
        targets = Optional.of(read);
    }

    private Part part(String name, Target target) throws UpdateRefused {
        Assignment assignment = sources.trusted().assignment();
        for (Map.Entry<String, Target> old : sources.old().entrySet()) {
            if (old.getValue().sha256().equals(target.sha256())) {
                return new Part(name, target, new Part.Copied(old.getKey()));
            }
        }
        for (Map.Entry<String, Target> old : sources.old().entrySet()) {
            Optional<Content> delta = assignment.delta(old.getValue().sha256(), target.sha256());
            if (delta.isPresent()) {
                return new Part(name, target, new Part.Patched(old.getKey(), delta.get()));
            }
        }
        return new Part(name, target, full(name, target));
    }

    private Part.Way full(String name, Target target) throws UpdateRefused {
        return new Part.Inflated(
                content(sources.trusted().assignment().full(target.sha256()), name));
    }

    /// Leaves nothing of versions that are no longer wanted. The manifest stays until all is done,
    /// so that a start after this one need not fetch it again.
    private void removeOthers() throws IOException {
        for (Part part : parts) {
            part.way().content().ifPresent(this::download);
        }
        for (Path file : Durable.list(folder)) {
            String name = String.valueOf(file.getFileName());
            if (!downloads.containsKey(name.replace(".part", ""))) {
                Durable.delete(file);
            }
        }
    }

    /// Before the first byte; the version in the other slot makes room when it goes.
    private void checkRoom(Targets read) throws IOException, UpdateRefused {
        long needed = MARGIN_BYTES;
        for (Download download : downloads.values()) {
            download.resume();
            needed += download.missing();
        }
        for (Target target : read.files().values()) {
            needed += target.length();
        }
        long room = Files.getFileStore(folder).getUsableSpace() + sizeOf(sources.slots().staging());
        if (needed > room) {
            throw new UpdateRefused(
                    UpdateRefusal.NO_ROOM, "needs " + needed + " bytes, " + room + " are free");
        }
    }

    private static long sizeOf(Path slot) throws IOException {
        long size = 0;
        if (Files.isDirectory(slot)) {
            for (Path file : Durable.list(slot)) {
                size += Files.isRegularFile(file) ? Files.size(file) : 0;
            }
        }
        return size;
    }

    /// Writes one file, and looks at what came of it before it counts.
    private void write(int index) throws IOException, UpdateRefused {
        Part part = parts.get(index);
        Path file = sources.slots().staging().resolve(part.name());
        Files.deleteIfExists(file);
        if (make(part, file) && fits(part.target(), file)) {
            Durable.sync(file);
            written++;
        } else if (part.way() instanceof Part.Inflated full) {
            throw new UpdateRefused(UpdateRefusal.CONTENT_DIGEST, full.full().name());
        } else {
            parts.set(index, part.by(full(part.name(), part.target())));
        }
    }

    private static boolean fits(Target target, Path file) throws IOException {
        return Hashes.of(file).equals(new Hashes(target.sha256(), target.sha512()));
    }

    /// Whether there is a file now, of the signed length at most.
    private boolean make(Part part, Path file) throws IOException {
        long length = part.target().length();
        Path current = sources.slots().current();
        try (OutputStream out =
                new BufferedOutputStream(
                        Files.newOutputStream(
                                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            switch (part.way()) {
                case Part.Copied copied -> copy(current.resolve(copied.old()), out, length);
                case Part.Patched patched -> {
                    try (InputStream in = open(patched.delta())) {
                        Delta.apply(current.resolve(patched.old()), in, out, length);
                    }
                }
                case Part.Inflated full -> {
                    try (InputStream in = open(full.full())) {
                        FullFile.inflate(in, out, length);
                    }
                }
            }
            return true;
        } catch (ContentException other) {
            return false;
        }
    }

    private InputStream open(Content content) throws IOException {
        return new BufferedInputStream(Files.newInputStream(download(content).file()));
    }

    private static void copy(Path old, OutputStream out, long length) throws IOException {
        try (InputStream in = Files.newInputStream(old)) {
            byte[] buffer = new byte[64 * 1024];
            long left = length;
            for (int n = in.read(buffer); n >= 0 && left > 0; n = in.read(buffer)) {
                out.write(buffer, 0, (int) Math.min(n, left));
                left -= n;
            }
        }
    }
}
