package stanchion.gateway;

import java.util.List;
import org.tinylog.Logger;
import stanchion.gateway.api.Topic;
import stanchion.gateway.store.Outbox;
import stanchion.gateway.store.StoreException;
import stanchion.gateway.store.Stored;
import stanchion.gateway.telemetry.Backlog;
import stanchion.gateway.telemetry.Message;

/// The outbox, as the link to the broker sees it.
final class OutboxBacklog implements Backlog {
    private final Outbox outbox;
    private final String device;

    OutboxBacklog(Outbox outbox, String device) {
        this.outbox = outbox;
        this.device = device;
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
                };
        Message message = Message.plain(topic.of(device), stored.payload(), topic.retention());
        return new Waiting(stored.position(), message);
    }
}
