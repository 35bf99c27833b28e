package stanchion.fleet.publish;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stanchion.fleet.FleetException;
import stanchion.fleet.mqtt.FleetClient;
import stanchion.release.ReleaseException;
import stanchion.release.SignedFile;

/// Puts the metadata of a repository where chargers find it: retained messages, each file one.
///
/// ```text
/// stanchion/update/v1/metadata/<name>            zlib
/// stanchion/update/v1/metadata/<name>/after/<M>  zlib with version M of that role as dictionary,
///                                                for those who trust M already: a few bytes
/// ```
///
/// What the broker held before is the M of the timestamp. The files of the generation before stay,
/// because a charger may just be between its timestamp and its targets; older ones are cleared.
/// Publishing twice changes nothing. What is published needs no trust: chargers verify it.
public final class Publication {
    public static final String ROOT = "stanchion/update/v1/metadata/";

    /// Largest message of metadata.
    public static final int LARGEST = 256 * 1024;

    private static final Pattern NAMED =
            Pattern.compile("(?:([1-9][0-9]{0,9})\\.)?([a-z]+\\.json)(?:/after/[0-9]+)?");

    private final MetadataFolder folder;
    private final FleetClient broker;
    private final Map<String, byte[]> kept;
    private int cleared;

    /// What was done.
    ///
    /// @param files metadata that is published now
    /// @param bytes of the messages that were sent, compressed
    public record Published(int files, int cleared, long bytes) {}

    private Publication(Path repository, FleetClient broker, Map<String, byte[]> kept) {
        this.folder = new MetadataFolder(repository);
        this.broker = broker;
        this.kept = kept;
    }

    /// Publishes what the repository's timestamp vouches for.
    public static Published publish(Path repository, FleetClient broker) throws FleetException {
        List<MetadataFolder.File> files = new MetadataFolder(repository).current();
        return new Publication(repository, broker, Kept.read(broker, ROOT + "#")).all(files);
    }

    private Published all(List<MetadataFolder.File> files) throws FleetException {
        Map<String, Long> newest = new HashMap<>();
        Set<String> wanted = new HashSet<>();
        long bytes = 0;
        for (MetadataFolder.File file : files) {
            bytes += put(file, wanted);
            newest.put(file.role(), file.version());
        }
        for (String topic : kept.keySet()) {
            if (!wanted.contains(topic) && stale(topic.substring(ROOT.length()), newest)) {
                broker.retain(topic, new byte[0]);
                cleared++;
            }
        }
        return new Published(files.size(), cleared, bytes);
    }

    /// Puts a file and its short form, unless they stand there already.
    private long put(MetadataFolder.File file, Set<String> wanted) throws FleetException {
        String topic = ROOT + file.name();
        long bytes = 0;
        wanted.add(topic);
        Optional<Before> before = before(file);
        if (before.isPresent() && before.get().version() < file.version()) {
            String shorter = topic + "/after/" + before.get().version();
            wanted.add(shorter);
            bytes += put(shorter, Wrapped.wrap(file.bytes(), before.get().bytes()));
        }
        return bytes + put(topic, Wrapped.wrap(file.bytes()));
    }

    private long put(String topic, byte[] wrapped) throws FleetException {
        if (wrapped.length > LARGEST) {
            throw new FleetException(
                    topic
                            + ": "
                            + wrapped.length
                            + " bytes, no charger takes more than "
                            + LARGEST);
        }
        byte[] there = kept.get(topic);
        if (there != null && java.util.Arrays.equals(there, wrapped)) {
            return 0;
        }
        broker.retain(topic, wrapped);
        return wrapped.length;
    }

    @SuppressWarnings("ArrayRecordComponent") // a file's content, compared nowhere
    private record Before(long version, byte[] bytes) {}

    /// The version that chargers trust by now.
    private Optional<Before> before(MetadataFolder.File file) throws FleetException {
        return file.role().equals(MetadataFolder.TIMESTAMP)
                ? timestamp()
                : folder.before(file).map(bytes -> new Before(file.version() - 1, bytes));
    }

    /// The one that the broker held.
    private Optional<Before> timestamp() {
        Optional<byte[]> held =
                Optional.ofNullable(kept.get(ROOT + MetadataFolder.TIMESTAMP))
                        .flatMap(wrapped -> Wrapped.open(wrapped, LARGEST));
        if (held.isEmpty()) {
            return Optional.empty();
        }
        try {
            SignedFile read = SignedFile.of(MetadataFolder.TIMESTAMP, held.get());
            return Optional.of(new Before(read.version(), held.get()));
        } catch (ReleaseException foreign) {
            return Optional.empty(); // what stands there is no timestamp and is replaced
        }
    }

    /// Whether a name is of a version before the last, or of nothing one knows.
    private boolean stale(String name, Map<String, Long> newest) {
        Matcher parts = NAMED.matcher(name);
        if (!parts.matches()) {
            return true;
        }
        String role = parts.group(2);
        long last = newest.getOrDefault(role, Long.MAX_VALUE);
        if (role.equals(MetadataFolder.TIMESTAMP)) {
            return timestamp().map(held -> held.version() != last).orElse(true);
        }
        long version = parts.group(1) == null ? 0 : Long.parseLong(parts.group(1));
        return version == 0 || version < last - 1;
    }
}
