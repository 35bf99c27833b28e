package stanchion.fleet.simulate;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import stanchion.fleet.simulate.LightPackets.Arrival;
import stanchion.fleet.simulate.LightPackets.Departure;
import stanchion.release.Digests;
import stanchion.update.Content;
import stanchion.update.delta.ChunkList;
import stanchion.update.delta.ContentException;
import stanchion.update.delta.FullFile;

/// What a light device fetches, piece by piece, as chargers do.
final class LightContent {
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final int MOST_CHUNKS = 8;
    private static final int ATTEMPTS = 5;

    private final LightClient client;
    private final String topic;
    private final Fleet fleet;
    private final SplittableRandom random;

    /// @param topic of the device's update, with a slash at its end
    LightContent(LightClient client, String topic, Fleet fleet) {
        this.client = client;
        this.topic = topic;
        this.fleet = fleet;
        this.random = new SplittableRandom();
    }

    /// A file whole and inflated, each of its pieces what was signed.
    ///
    /// @param length of the file
    byte[] whole(Content content, long length) throws IOException, ContentException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FullFile.inflate(new ByteArrayInputStream(fetch(content)), out, length);
        return out.toByteArray();
    }

    private byte[] fetch(Content content) throws IOException, ContentException {
        int count = ChunkList.count(content.length());
        if (content.chunks().isEmpty()) {
            byte[] whole = chunk(content.sha256(), 0, content.length());
            checkDigest(whole, content.sha256());
            return whole;
        }
        String name = content.chunks().get();
        byte[] list = chunk(name, 0, count * 32L);
        checkDigest(list, name);
        ChunkList chunks = ChunkList.of(list, content.length());
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (int first = 0; first < count; first += MOST_CHUNKS) {
            int most = Math.min(MOST_CHUNKS, count - first);
            for (Map.Entry<Integer, byte[]> piece :
                    chunks(content.sha256(), first, most).entrySet()) {
                if (!chunks.check(piece.getKey(), piece.getValue())) {
                    throw new IOException("piece " + piece.getKey() + " is not what was signed");
                }
                whole.write(piece.getValue());
            }
        }
        return whole.toByteArray();
    }

    private byte[] chunk(String file, int index, long length) throws IOException {
        byte[] got = chunks(file, index, 1).getOrDefault(index, new byte[0]);
        if (got.length != length) {
            throw new IOException(file + ": " + got.length + " bytes, not " + length);
        }
        return got;
    }

    private static void checkDigest(byte[] bytes, String sha256) throws IOException {
        if (!Digests.sha256(bytes).equals(sha256)) {
            throw new IOException(sha256 + " is not what was signed");
        }
    }

    /// Asks until everything is there.
    private Map<Integer, byte[]> chunks(String file, int first, int count) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            byte[] correlation = new byte[16];
            random.nextBytes(correlation);
            String text =
                    "{\"file\":\"%s\",\"first\":%d,\"count\":%d}".formatted(file, first, count);
            client.publish(
                    new Departure(
                            topic + "request",
                            text.getBytes(StandardCharsets.UTF_8),
                            false,
                            topic + "content",
                            correlation));
            Map<Integer, byte[]> got = answered(correlation, count);
            if (got.size() == count) {
                return got;
            }
            fleet.repeated();
        }
        throw new IOException(file + ": nobody sends it");
    }

    private Map<Integer, byte[]> answered(byte[] correlation, int count) throws IOException {
        TreeMap<Integer, byte[]> got = new TreeMap<>();
        long end = System.nanoTime() + ANSWER.toNanos();
        while (got.size() < count) {
            Optional<Arrival> arrival =
                    client.next(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            if (arrival.isEmpty()) {
                return got;
            }
            byte[] named = arrival.get().correlation();
            if (named.length == 20 && Arrays.equals(named, 0, 16, correlation, 0, 16)) {
                got.put(ByteBuffer.wrap(named).getInt(16), arrival.get().payload());
            }
        }
        return got;
    }
}
