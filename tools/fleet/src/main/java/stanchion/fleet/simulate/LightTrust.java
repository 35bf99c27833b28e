package stanchion.fleet.simulate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import stanchion.fleet.publish.Publication;
import stanchion.fleet.simulate.LightPackets.Arrival;
import stanchion.update.tuf.MetadataSource;
import stanchion.update.tuf.MetadataStore;
import stanchion.update.tuf.RootShelf;
import stanchion.update.tuf.TufClient;

/// What surrounds the update client of a light device: metadata from the broker, its own trust in
/// memory.
final class LightTrust implements MetadataSource {
    private static final Duration LEAST_SHORT = Duration.ofMillis(300);
    private static final Duration LEAST_LONG = Duration.ofSeconds(3);
    private static final int OF_JITTER = 10;
    private static final int STEP = 8 * 1024;

    private final LightClient client;
    private final Map<String, byte[]> trusted = new HashMap<>();
    private final Duration enough;
    private final Duration plenty;
    private byte[] root;

    /// @param jitter over which the fleet spreads its load: a larger one answers later
    LightTrust(LightClient client, byte[] firstRoot, Duration jitter) {
        this.client = client;
        Duration part = jitter.dividedBy(OF_JITTER);
        this.enough = part.compareTo(LEAST_SHORT) > 0 ? part : LEAST_SHORT;
        this.plenty = LEAST_LONG.plus(jitter);
        this.root = firstRoot.clone();
    }

    @Override
    public Optional<byte[]> read(String name, int most) throws IOException {
        return kept(Publication.ROOT + name, name.endsWith(".root.json") ? enough : plenty)
                .map(wrapped -> open(wrapped, new byte[0], most));
    }

    @Override
    public Optional<byte[]> read(String name, int most, Earlier earlier) throws IOException {
        Optional<byte[]> shorter =
                kept(Publication.ROOT + name + "/after/" + earlier.version(), enough);
        if (shorter.isPresent()) {
            return shorter.map(wrapped -> open(wrapped, earlier.bytes(), most));
        }
        return read(name, most);
    }

    private Optional<byte[]> kept(String topic, Duration limit) throws IOException {
        client.subscribe(topic);
        long end = System.nanoTime() + limit.toNanos();
        Optional<byte[]> found = Optional.empty();
        while (found.isEmpty()) {
            Optional<Arrival> arrival =
                    client.next(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            if (arrival.isEmpty()) {
                break;
            }
            found = arrival.filter(one -> one.topic().equals(topic)).map(Arrival::payload);
        }
        client.unsubscribe(topic);
        return found;
    }

    /// Garbage when it is none such; whoever asked finds out.
    private static byte[] open(byte[] wrapped, byte[] dictionary, int most) {
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(wrapped);
            ByteArrayOutputStream out = new ByteArrayOutputStream(STEP);
            byte[] step = new byte[STEP];
            while (!inflater.finished() && out.size() <= most) {
                int length = inflater.inflate(step);
                if (inflater.needsDictionary()) {
                    inflater.setDictionary(dictionary);
                } else if (length == 0) {
                    return new byte[0];
                }
                out.write(step, 0, length);
            }
            return out.toByteArray();
        } catch (DataFormatException | IllegalArgumentException garbage) {
            return new byte[0];
        }
    }

    /// The update client's ports.
    TufClient.Ports ports() {
        return new TufClient.Ports(this, new Shelf(), new Memory());
    }

    private final class Memory implements MetadataStore {
        @Override
        public Optional<byte[]> read(String role, int most) {
            return Optional.ofNullable(trusted.get(role));
        }

        @Override
        public void write(String role, byte[] file) {
            trusted.put(role, file.clone());
        }
    }

    private final class Shelf implements RootShelf {
        @Override
        public byte[] newest() {
            return root.clone();
        }

        @Override
        public void keep(long version, byte[] next) {
            root = next.clone();
        }
    }
}
