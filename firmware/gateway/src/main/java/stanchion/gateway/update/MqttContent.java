package stanchion.gateway.update;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import stanchion.gateway.api.Documents;
import stanchion.gateway.api.Topic;
import stanchion.gateway.telemetry.Freight;
import stanchion.gateway.telemetry.Inbound.ReplyTo;
import stanchion.gateway.telemetry.Message;
import stanchion.gateway.telemetry.Parcel;
import stanchion.gateway.time.Timeline;
import stanchion.update.ContentSource;

/// Fetches the chunks of an update over MQTT, one at a time: the next is asked for when the last
/// one is there, nothing of the charger waits, and the flow allows it. So never more than one chunk
/// lies between the broker and whatever else it has for this charger.
///
/// ```text
/// throttle ─► request (random correlation) ─► line free ─► sent ─► answer
///                 ▲                                          │ connection lost: once more
///                 └──────────────────────────────────────────┘
/// ```
///
/// What does not carry the correlation of the one request under way is counted and dropped: answers
/// that are late, repeated, or meant for nobody.
public final class MqttContent implements ContentSource {
    /// Times a request is sent before its chunk counts as not to be had now.
    static final int ATTEMPTS = 3;

    private static final int CORRELATION_BYTES = 16;

    /// What is waited for, and what came of it.
    private record Expected(String correlation, int most, Optional<byte[]> came) {}

    private final Freight freight;
    private final String device;
    private final Throttle throttle;
    private final Patience patience;
    private final Timeline timeline = Timeline.system();
    private final SecureRandom random = new SecureRandom();
    private final AtomicReference<Optional<Expected>> expected =
            new AtomicReference<>(Optional.empty());

    /// Subscribes to the answers.
    ///
    /// @param device this charger's id
    /// @param bytesPerSecond never more than this
    public MqttContent(Freight freight, String device, int bytesPerSecond, Patience patience) {
        this.freight = freight;
        this.device = device;
        this.throttle = new Throttle(bytesPerSecond, timeline.now());
        this.patience = patience;
        freight.want(Topic.UPDATE_CONTENT.of(device), this::take);
    }

    @Override
    public byte[] chunk(String file, int index, int length) throws IOException {
        if (length == 0) {
            return new byte[0];
        }
        try {
            freight.await(() -> false, throttle.book(length, timeline.now()));
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                Optional<byte[]> came = ask(file, index, length);
                if (came.isPresent()) {
                    return present(came.get(), file, index);
                }
            }
            throw new IOException("the connection broke " + ATTEMPTS + " times");
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the gateway ends");
        } finally {
            expected.set(Optional.empty());
            freight.withdraw();
        }
    }

    private static byte[] present(byte[] chunk, String file, int index) throws IOException {
        if (chunk.length == 0) {
            throw new IOException("the server has no chunk " + index + " of " + file);
        }
        return chunk;
    }

    /// @return nothing when the connection broke
    private Optional<byte[]> ask(String file, int index, int length)
            throws IOException, InterruptedException {
        if (!freight.await(this::isReachable, patience.broker())) {
            throw new IOException("the broker cannot be reached");
        }
        Optional<Long> connection = freight.connection();
        String correlation = correlation();
        expected.set(
                Optional.of(new Expected(correlation + suffix(index), length, Optional.empty())));
        freight.request(request(file, index, correlation));
        if (!freight.await(() -> freight.isSent() || isLost(connection), patience.line())) {
            throw new IOException("the line was never free for an update");
        }
        if (!freight.await(() -> came().isPresent() || isLost(connection), patience.answer())) {
            throw new IOException("no server answered within " + patience.answer());
        }
        return came();
    }

    private boolean isReachable() {
        return freight.isSubscribed(Topic.UPDATE_CONTENT.of(device));
    }

    private boolean isLost(Optional<Long> connection) {
        return !freight.connection().equals(connection);
    }

    private Optional<byte[]> came() {
        return expected.get().flatMap(Expected::came);
    }

    private boolean take(Parcel parcel) {
        Optional<Expected> now = expected.get();
        boolean isMeant =
                now.filter(one -> one.came().isEmpty())
                        .filter(one -> one.correlation().equals(parcel.correlation()))
                        .isPresent();
        if (!isMeant) {
            return false;
        }
        byte[] bytes = parcel.bytes();
        byte[] kept = Arrays.copyOf(bytes, Math.min(bytes.length, now.get().most()));
        Expected done = new Expected(parcel.correlation(), now.get().most(), Optional.of(kept));
        return expected.compareAndSet(now, Optional.of(done));
    }

    private Message request(String file, int index, String correlation) {
        return new Message(
                Topic.UPDATE_REQUEST.of(device),
                Documents.updateRequest(file, index, 1),
                Topic.UPDATE_REQUEST.retention(),
                Optional.empty(),
                Optional.of(patience.answer()),
                Optional.of(new ReplyTo(Topic.UPDATE_CONTENT.of(device), correlation)));
    }

    private String correlation() {
        byte[] bytes = new byte[CORRELATION_BYTES];
        random.nextBytes(bytes);
        return new String(bytes, ISO_8859_1);
    }

    private static String suffix(int index) {
        return new String(ByteBuffer.allocate(Integer.BYTES).putInt(index).array(), ISO_8859_1);
    }
}
