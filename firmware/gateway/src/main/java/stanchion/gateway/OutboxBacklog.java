package stanchion.gateway;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import org.tinylog.Logger;
import stanchion.gateway.api.Topic;
import stanchion.gateway.security.LogRecord;
import stanchion.gateway.store.Kind;
import stanchion.gateway.store.Outbox;
import stanchion.gateway.store.StoreException;
import stanchion.gateway.store.Stored;
import stanchion.gateway.telemetry.Backlog;
import stanchion.gateway.telemetry.Message;

/// The outbox, as the link to the broker sees it.
final class OutboxBacklog implements Backlog {
    private final Outbox outbox;
    private final String device;
    private final LongConsumer exported;

    /// Numbers of the log's records that were handed out, by their position in the outbox.
    private final Map<Long, Long> onTheWay = new ConcurrentHashMap<>();

    /// @param exported is told which record of the security log the broker has
    OutboxBacklog(Outbox outbox, String device, LongConsumer exported) {
        this.outbox = outbox;
        this.device = device;
        this.exported = exported;
    }

    @Override
    public List<Waiting> after(long position, int atMost) {
        try {
            return outbox.after(position, atMost).stream().map(this::waiting).toList();
        } catch (StoreException failed) {
            Logger.error(failed.getMessage());
            return List.of();
        }
    }

    @Override
    public void delivered(List<Long> positions) {
        try {
            outbox.remove(positions);
            positions.stream()
                    .map(onTheWay::remove)
                    .filter(Objects::nonNull)
                    .forEach(exported::accept);
        } catch (StoreException failed) {
            // they stay and are sent again after the next connect; the receiver tells duplicates
            Logger.error(failed.getMessage());
        }
    }

    private Waiting waiting(Stored stored) {
        Topic topic =
                switch (stored.kind()) {
                    case METER -> Topic.METER;
                    case SESSION -> Topic.SESSION;
                    case EVENT -> Topic.EVENT;
                    case LOG -> Topic.LOG;
                };
        if (stored.kind() == Kind.LOG) {
            LogRecord.read(stored.payload())
                    .ifPresent(record -> onTheWay.put(stored.position(), record.number()));
        }
        Message message = Message.plain(topic.of(device), stored.payload(), topic.retention());
        return new Waiting(stored.position(), message);
    }
}
