package stanchion.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import stanchion.attack.Workshop.Role;
import stanchion.boot.Hex;
import stanchion.release.ContentObject;
import stanchion.update.ContentSource;
import stanchion.update.UpdateEvents.Event;
import stanchion.update.UpdateState.Phase;
import stanchion.update.delta.ChunkList;
import stanchion.update.tuf.MetadataSource;

/// Group H: whoever carries the update alters, withholds, repeats or never ends.
final class TransportAttacks {
    private static final Twin CARRIED = new Twin("it is carried as it is", Charger::offer);

    /// Something that is done to one chunk.
    @FunctionalInterface
    private interface Alter {
        byte[] chunk(ContentSource source, int index, int length, String file) throws IOException;
    }

    private TransportAttacks() {}

    static List<Case> cases() {
        return List.of(
                Case.of("H01", "a timestamp that never ends")
                        .updateRefused("METADATA_SIZE")
                        .by(charger -> endless(charger, "timestamp.json"))
                        .unless(CARRIED),
                Case.of("H02", "targets that never end")
                        .updateRefused("METADATA_SIZE")
                        .by(charger -> endless(charger, "2.targets.json"))
                        .unless(CARRIED),
                Case.of("H03", "a next root that never ends")
                        .updateRefused("METADATA_SIZE")
                        .by(charger -> endless(charger, "2.root.json"))
                        .unless(CARRIED),
                Case.of("H04", "the snapshot is withheld")
                        .updateRefused("METADATA_MISSING")
                        .by(charger -> without(charger, ".snapshot.json"))
                        .unless(
                                "a root that there is not yet is not found",
                                charger -> without(charger, "2.root.json")),
                Case.of("H05", "the timestamp is cut off")
                        .updateRefused("METADATA_FORMAT")
                        .by(charger -> cut(charger, Role.TIMESTAMP))
                        .unless(CARRIED),
                Case.of("H06", "the assignment is cut off")
                        .updateRefused("MIX_AND_MATCH")
                        .by(charger -> cut(charger, Role.ASSIGNMENT))
                        .unless(CARRIED),
                Case.of("H07", "the broker shows the repository of yesterday, which is still good")
                        .stays(Phase.IDLE)
                        .by(charger -> {
                            charger.offer().workshop().offer(1);
                            Path metadata =
                                    charger.offer()
                                            .workshop()
                                            .folder()
                                            .resolve("metadata/timestamp.json");
                            byte[] yesterday = Files.readAllBytes(metadata);
                            charger.offer().workshop().offer(2);
                            Files.write(metadata, yesterday);
                        })
                        .unless(
                                "today's",
                                charger -> {
                                    charger.offer().workshop().offer(1);
                                    charger.offer().workshop().offer(2);
                                }),
                Case.of("H08", "the transport fails a hundred times, at metadata and at content")
                        .updates(Event.STAGED)
                        .by(TransportAttacks::hundredFailures)
                        .unless(CARRIED),
                always(
                        "H09",
                        "every chunk has a bit the other way",
                        (source, index, length, file) -> flip(source.chunk(file, index, length))),
                always(
                        "H10",
                        "every chunk is cut short",
                        (source, index, length, file) ->
                                Arrays.copyOf(source.chunk(file, index, length), length - 1)),
                always(
                        "H11",
                        "every chunk goes on after its end",
                        (source, index, length, file) ->
                                Arrays.copyOf(source.chunk(file, index, length), length + 1)),
                always("H12", "every chunk is empty", (source, index, length, file) -> new byte[0]),
                always(
                        "H13",
                        "every chunk is another megabyte",
                        (source, index, length, file) -> new byte[1 << 20]),
                always(
                        "H14",
                        "every chunk is the first one, again",
                        (source, index, length, file) ->
                                Arrays.copyOf(source.chunk(file, 0, length), length)),
                once(
                        "H15",
                        "one chunk is altered, the next time it is right",
                        (source, index, length, file) -> flip(source.chunk(file, index, length))),
                once(
                        "H16",
                        "one chunk is another file's",
                        (source, index, length, file) -> new byte[length]),
                Case.of("H17", "two chunks change places")
                        .updates(Event.CHUNK_REFUSED)
                        .by(TransportAttacks::swapOnce)
                        .unless(CARRIED),
                list("H18", "the chunk list names other chunks, which are served too"),
                bomb("H19", "a full file that inflates without end", ContentObject.Kind.FULL),
                foreign("H20", "a full file that yields another file of the same length"),
                Case.of("H21", "the assignment names no content for one of the files")
                        .updateRefused("CONTENT_MISSING")
                        .by(charger ->
                                contents(
                                        charger,
                                        charger.offer().workshop().contentOf("libcanary.so"),
                                        Map.of()))
                        .unless(CARRIED),
                Case.of("H22", "a delta that yields another file: the whole one is taken instead")
                        .updates(Event.STAGED)
                        .by(charger -> delta(charger, new byte[20_000]))
                        .unless(CARRIED),
                Case.of(
                                "H23",
                                "a delta of a kind that nobody knows: the whole file is taken instead")
                        .updates(Event.STAGED)
                        .by(charger -> delta(charger, noise()))
                        .unless(CARRIED));
    }

    private static void endless(Charger charger, String file) throws Exception {
        charger.offer()
                .metadata(source ->
                        (name, most) ->
                                name.equals(file)
                                        ? Optional.of(new byte[most + 1])
                                        : source.read(name, most));
    }

    private static void without(Charger charger, String ending) throws Exception {
        charger.offer()
                .metadata(source ->
                        (name, most) ->
                                name.endsWith(ending) ? Optional.empty() : source.read(name, most));
    }

    private static void cut(Charger charger, Role role) throws Exception {
        Path file = charger.offer().workshop().file(role);
        byte[] all = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(all, all.length / 2));
    }

    private static Case always(String id, String sentence, Alter alter) {
        return Case.of(id, sentence)
                .updateRefused("CHUNK_REFUSED")
                .by(charger ->
                        charger.offer()
                                .content(source ->
                                        (file, index, length) ->
                                                alter.chunk(source, index, length, file)))
                .unless(CARRIED);
    }

    private static Case once(String id, String sentence, Alter alter) {
        return Case.of(id, sentence)
                .updates(Event.CHUNK_REFUSED)
                .by(charger -> {
                    AtomicInteger asked = new AtomicInteger();
                    charger.offer()
                            .content(source ->
                                    (file, index, length) ->
                                            asked.incrementAndGet() == 3
                                                    ? alter.chunk(source, index, length, file)
                                                    : source.chunk(file, index, length));
                })
                .unless(CARRIED);
    }

    private static void swapOnce(Charger charger) throws Exception {
        AtomicInteger asked = new AtomicInteger();
        charger.offer()
                .content(source ->
                        (file, index, length) -> {
                            int time = asked.incrementAndGet();
                            boolean first = time <= 6 && index > 0;
                            int other = first ? index ^ 1 : index;
                            byte[] chunk = source.chunk(file, other, length);
                            return chunk.length == length ? chunk : Arrays.copyOf(chunk, length);
                        });
    }

    private static byte[] flip(byte[] chunk) {
        byte[] flipped = chunk.clone();
        flipped[flipped.length / 2] ^= 1;
        return flipped;
    }

    private static void hundredFailures(Charger charger) throws Exception {
        AtomicInteger left = new AtomicInteger(100);
        charger.offer().patience(200);
        charger.offer().metadata(source -> failing(source, left));
        charger.offer().content(source -> failing(source, left));
    }

    /// Every other call fails, until it has failed often enough.
    private static MetadataSource failing(MetadataSource source, AtomicInteger left) {
        AtomicInteger asked = new AtomicInteger();
        return (name, most) -> {
            fail(asked, left);
            return source.read(name, most);
        };
    }

    private static ContentSource failing(ContentSource source, AtomicInteger left) {
        AtomicInteger asked = new AtomicInteger();
        return (file, index, length) -> {
            fail(asked, left);
            return source.chunk(file, index, length);
        };
    }

    private static void fail(AtomicInteger asked, AtomicInteger left) throws IOException {
        if (asked.incrementAndGet() % 8 == 0 && left.getAndDecrement() > 0) {
            throw new IOException("the line is down");
        }
    }

    /// Who has the online keys may name other content, but not what it yields.
    private static Case list(String id, String sentence) {
        return Case.of(id, sentence)
                .updateRefused("CONTENT_DIGEST")
                .by(charger -> replaceLibrary(charger, noise()))
                .unless(CARRIED);
    }

    private static Case bomb(String id, String sentence, ContentObject.Kind kind) {
        return Case.of(id, sentence)
                .updateRefused("CONTENT_DIGEST")
                .by(charger -> replaceLibrary(charger, Deflated.of(new byte[64 << 20])))
                .unless(
                        "a " + kind.text() + " file that inflates to what is signed",
                        Charger::offer);
    }

    private static Case foreign(String id, String sentence) {
        return Case.of(id, sentence)
                .updateRefused("CONTENT_DIGEST")
                .by(charger -> replaceLibrary(charger, Deflated.of(noise())))
                .unless(CARRIED);
    }

    /// Replaces an object of the assignment by others.
    private static void contents(Charger charger, ContentObject without, Map<String, String> with)
            throws Exception {
        charger.offer()
                .workshop()
                .edit(
                        Role.ASSIGNMENT,
                        text -> {
                            SortedMap<String, String> all = TargetList.read(text);
                            all.remove(without.name());
                            all.putAll(with);
                            return TargetList.write(text, all);
                        });
    }

    /// Names a delta for the library beside the whole file.
    private static void delta(Charger charger, byte[] delta) throws Exception {
        Workshop workshop = charger.offer().workshop();
        ContentObject whole = workshop.contentOf("libcanary.so");
        byte[] list = ChunkList.ofContent(delta).bytes();
        workshop.keep(delta);
        workshop.keep(list);
        String digest = Hex.of(Charger.sha256(delta));
        String old = Hex.of(Charger.sha256(Contents.of(charger, "libcanary.so")));
        String json =
                "{\"custom\":{\"chunks\":\"%s\",\"from\":\"%s\",\"gives\":\"%s\",\"kind\":\"delta\"},\"hashes\":{\"sha256\":\"%s\"},\"length\":%d}"
                        .formatted(
                                Hex.of(Charger.sha256(list)),
                                old,
                                whole.gives(),
                                digest,
                                delta.length);
        workshop.edit(
                Role.ASSIGNMENT,
                text -> {
                    SortedMap<String, String> all = TargetList.read(text);
                    all.put(digest + ".delta", json);
                    return TargetList.write(text, all);
                });
    }

    private static byte[] noise() {
        byte[] bytes = new byte[100_000];
        new Random(3).nextBytes(bytes);
        return bytes;
    }

    /// Other content in the place of the library's, with a chunk list of its own, all of it named
    /// by a validly signed assignment.
    private static void replaceLibrary(Charger charger, byte[] other) throws Exception {
        Workshop workshop = charger.offer().workshop();
        ContentObject library = workshop.contentOf("libcanary.so");
        byte[] list = ChunkList.ofContent(other).bytes();
        workshop.keep(other);
        workshop.keep(list);
        String digest = Hex.of(Charger.sha256(other));
        workshop.edit(
                Role.ASSIGNMENT,
                text ->
                        workshop.sorted(
                                text.replace(
                                                library.chunks().orElse("-"),
                                                Hex.of(Charger.sha256(list)))
                                        .replace(library.sha256(), digest)
                                        .replace(
                                                "\"length\":" + library.length(),
                                                "\"length\":" + other.length)));
    }
}
