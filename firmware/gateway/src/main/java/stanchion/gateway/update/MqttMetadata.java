package stanchion.gateway.update;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import stanchion.gateway.api.MetadataTopic;
import stanchion.gateway.telemetry.Freight;
import stanchion.gateway.telemetry.Parcel;
import stanchion.update.tuf.MetadataSource;

/// Reads the metadata of updates from retained topics. A topic is subscribed to for as long as it
/// is waited for, that of the timestamp always: so a publication is noticed when it is made.
///
/// Of a role of which an earlier version is trusted the smaller form is asked for first, packed
/// with that version as dictionary.
public final class MqttMetadata implements MetadataSource {
    private static final String TIMESTAMP = "timestamp.json";

    private final Freight freight;
    private final Patience patience;
    private final AtomicReference<Optional<Parcel>> timestamp =
            new AtomicReference<>(Optional.empty());
    private final AtomicBoolean sought = new AtomicBoolean();
    private final AtomicReference<Optional<Parcel>> read = new AtomicReference<>(Optional.empty());

    /// Subscribes to the timestamp.
    public MqttMetadata(Freight freight, Patience patience) {
        this.freight = freight;
        this.patience = patience;
        freight.want(MetadataTopic.of(TIMESTAMP), this::takeTimestamp);
    }

    /// Whether a timestamp has been published since the last one was read or noted. That which the
    /// broker has kept is none, unless it was looked for before it came.
    public boolean isNews() {
        Optional<Parcel> latest = timestamp.get();
        return latest.isPresent() && !read.get().equals(latest);
    }

    @Override
    public Optional<byte[]> read(String name, int most) throws IOException {
        return read(name, most, Optional.empty());
    }

    @Override
    public Optional<byte[]> read(String name, int most, Earlier earlier) throws IOException {
        return read(name, most, Optional.of(earlier));
    }

    private Optional<byte[]> read(String name, int most, Optional<Earlier> earlier)
            throws IOException {
        try {
            if (name.equals(TIMESTAMP)) {
                return timestamp(most);
            }
            MetadataName checked = MetadataName.of(name);
            Optional<byte[]> small =
                    earlier.isPresent() ? smaller(checked, most, earlier.get()) : Optional.empty();
            return small.isPresent() ? small : whole(checked, most);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the gateway ends");
        }
    }

    private Optional<byte[]> timestamp(int most) throws IOException, InterruptedException {
        String topic = MetadataTopic.of(TIMESTAMP);
        awaitSubscribed(topic);
        await(topic, () -> timestamp.get().isPresent(), patience.whole());
        sought.set(true); // before it is seen whether one is there: none falls in between
        Optional<Parcel> latest = timestamp.get();
        read.set(latest);
        return unpacked(latest, Optional.empty(), most);
    }

    private Optional<byte[]> whole(MetadataName name, int most)
            throws IOException, InterruptedException {
        Duration atMost = name.isProbe() ? patience.whole() : patience.named();
        return unpacked(look(MetadataTopic.of(name.file()), atMost), Optional.empty(), most);
    }

    private Optional<byte[]> smaller(MetadataName name, int most, Earlier earlier)
            throws IOException, InterruptedException {
        String topic = MetadataTopic.after(name.file(), earlier.version());
        Optional<Parcel> small = look(topic, patience.smaller());
        try {
            return unpacked(small, Optional.of(earlier.bytes()), most);
        } catch (IOException useless) {
            freight.stray();
            return Optional.empty(); // the whole one may be good
        }
    }

    private Optional<Parcel> look(String topic, Duration atMost)
            throws IOException, InterruptedException {
        AtomicReference<Optional<Parcel>> came = new AtomicReference<>(Optional.empty());
        freight.want(topic, parcel -> came.compareAndSet(Optional.empty(), Optional.of(parcel)));
        try {
            awaitSubscribed(topic);
            await(topic, () -> came.get().isPresent(), atMost);
            return came.get();
        } finally {
            freight.unwant(topic);
        }
    }

    private void awaitSubscribed(String topic) throws IOException, InterruptedException {
        if (!freight.await(() -> freight.isSubscribed(topic), patience.broker())) {
            throw new IOException("the broker cannot be asked for " + topic);
        }
    }

    /// Waits for something to come; that nothing came is only known if one could have heard it.
    private void await(String topic, BooleanSupplier came, Duration atMost)
            throws IOException, InterruptedException {
        freight.await(() -> came.getAsBoolean() || !freight.isSubscribed(topic), atMost);
        if (!came.getAsBoolean() && !freight.isSubscribed(topic)) {
            throw new IOException("the connection broke");
        }
    }

    /// The present timestamp is no news any more.
    public void noted() {
        read.set(timestamp.get());
    }

    private boolean takeTimestamp(Parcel parcel) {
        boolean isFirst = timestamp.getAndSet(Optional.of(parcel)).isEmpty();
        if (isFirst && !sought.get()) {
            read.compareAndSet(Optional.empty(), Optional.of(parcel));
        }
        return true;
    }

    private static Optional<byte[]> unpacked(
            Optional<Parcel> came, Optional<byte[]> dictionary, int most) throws IOException {
        if (came.isEmpty()) {
            return Optional.empty();
        }
        Parcel parcel = came.get();
        if (parcel.content().remaining() > MetadataTopic.MOST_BYTES) {
            throw new IOException(parcel.topic() + " is too long");
        }
        try {
            return Optional.of(Unpacking.unpack(parcel.bytes(), dictionary, most));
        } catch (IOException malformed) {
            throw new IOException(parcel.topic() + ": " + malformed.getMessage(), malformed);
        }
    }
}
