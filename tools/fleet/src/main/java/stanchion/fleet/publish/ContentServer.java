package stanchion.fleet.publish;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import stanchion.fleet.FleetException;
import stanchion.fleet.mqtt.FleetClient;
import stanchion.fleet.mqtt.Message;

/// Answers chargers that ask for pieces of content.
///
/// It keeps nothing about anyone, so several may stand beside each other: the broker gives each
/// request to one of them (`$share`). A request that a dying server leaves open goes to another.
///
/// ```text
/// stanchion/v1/+/update/request {"file":SHA256,"first":n,"count":1…8}, correlation of 16 bytes
///   → stanchion/v1/<device>/update/content   one message per chunk, binary;
///     correlation data = the request's ‖ index, 4 bytes big-endian; empty = not here
/// ```
public final class ContentServer {
    public static final String REQUESTS = "$share/fleet/stanchion/v1/+/update/request";

    /// How long the broker may take for the chunks of one request.
    private static final int SECONDS = 30;

    private final Content content;
    private final FleetClient broker;
    private final Consumer<String> news;
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong chunks = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    /// A server that does not serve yet.
    ///
    /// @param news one line for a person, when something is wrong
    public ContentServer(Content content, FleetClient broker, Consumer<String> news) {
        this.content = content;
        this.broker = broker;
        this.news = news;
    }

    /// What a server has done since it started.
    ///
    /// @param refused requests that were none
    public record Served(long requests, long chunks, long bytes, long refused) {}

    /// Answers from now on, for as long as the connection lives.
    public void serve() throws FleetException {
        broker.subscribe(REQUESTS, this::take);
    }

    public Served served() {
        return new Served(requests.get(), chunks.get(), bytes.get(), refused.get());
    }

    private void take(Message message) {
        requests.incrementAndGet();
        Optional<ChunkRequest> request = ChunkRequest.read(message);
        if (request.isEmpty()) {
            refused.incrementAndGet();
            return;
        }
        try {
            answer(request.get());
        } catch (IOException unreadable) {
            news.accept("content " + request.get().file() + " cannot be read: " + unreadable);
        }
    }

    /// The charger asks again for what it does not get.
    private void answer(ChunkRequest request) throws IOException {
        List<CompletableFuture<?>> sent = new ArrayList<>();
        for (int i = 0; i < request.count(); i++) {
            int index = request.first() + i;
            Optional<byte[]> chunk = content.chunk(request.file(), index);
            byte[] payload = chunk.orElse(new byte[0]);
            chunks.addAndGet(payload.length == 0 ? 0 : 1);
            bytes.addAndGet(payload.length);
            sent.add(broker.send(request.answerTopic(), payload, named(request, index)));
            if (chunk.isEmpty()) {
                break;
            }
        }
        CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
                .orTimeout(SECONDS, TimeUnit.SECONDS)
                .exceptionally(lost -> null)
                .join();
    }

    private static byte[] named(ChunkRequest request, int index) {
        return ByteBuffer.allocate(request.correlation().length + Integer.BYTES)
                .put(request.correlation())
                .putInt(index)
                .array();
    }
}
