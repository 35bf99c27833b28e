package stanchion.gateway;

import java.time.Duration;
import java.util.function.LongSupplier;
import stanchion.gateway.api.Topic;
import stanchion.gateway.api.UpdateDocument;
import stanchion.gateway.telemetry.Message;
import stanchion.gateway.telemetry.MqttLink;
import stanchion.gateway.time.RateLimit;
import stanchion.gateway.time.Timeline;
import stanchion.update.UpdateEvents;
import stanchion.update.UpdateState;

/// Tells the world of updates: their state as it is now, and what happened.
final class UpdateReporter implements UpdateEvents {
    /// Refused chunks that are told at once; then one a minute. The state counts them all.
    private static final int CHUNKS_AT_ONCE = 5;

    private static final Duration CHUNKS_EVERY = Duration.ofMinutes(1);

    private final String device;
    private final Timeline timeline;
    private final MqttLink mqtt;
    private final IdentityDesk.Events events;
    private final LongSupplier dropped;
    private final RateLimit chunks;

    /// What it reports with.
    ///
    /// @param dropped messages that nobody had asked for, so far
    record Voice(MqttLink mqtt, IdentityDesk.Events events, LongSupplier dropped) {}

    UpdateReporter(String device, Timeline timeline, Voice voice) {
        this.device = device;
        this.timeline = timeline;
        this.mqtt = voice.mqtt();
        this.events = voice.events();
        this.dropped = voice.dropped();
        this.chunks = new RateLimit(CHUNKS_AT_ONCE, CHUNKS_EVERY, timeline.now());
    }

    @Override
    public void happened(Event event, String detail) {
        if (event != Event.CHUNK_REFUSED || chunks.allows(timeline.now())) {
            events.record("UPDATE_" + event.name(), detail);
        }
    }

    @Override
    public void changed(UpdateState state) {
        Topic topic = Topic.UPDATE;
        String text = UpdateDocument.of(timeline.utc(), state, dropped.getAsLong());
        mqtt.latest(Message.plain(topic.of(device), text, topic.retention()));
    }
}
