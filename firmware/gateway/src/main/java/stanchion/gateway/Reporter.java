package stanchion.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tinylog.Logger;
import stanchion.gateway.api.Documents;
import stanchion.gateway.api.Documents.Source;
import stanchion.gateway.api.Nameplate;
import stanchion.gateway.api.Stamp;
import stanchion.gateway.api.Topic;
import stanchion.gateway.store.Entry;
import stanchion.gateway.store.Kind;
import stanchion.gateway.store.Outbox;
import stanchion.gateway.store.StoreException;
import stanchion.gateway.telemetry.Message;
import stanchion.gateway.telemetry.MqttLink;
import stanchion.gateway.time.Timeline;
import stanchion.link.LinkRecord.Hello;
import stanchion.link.LinkRecord.Numbered;
import stanchion.link.Report;
import stanchion.units.Uptime;

/// Turns what the charger reports into messages: what may not be lost goes through the outbox, the
/// state is told as it is now.
final class Reporter {
    /// A state that does not change is told again after this.
    private static final Duration REFRESH = Duration.ofSeconds(10);

    /// The state as it was last told.
    ///
    /// @param text without its time
    private record Told(String text, Uptime at) {}

    private final Nameplate plate;
    private final Timeline timeline;
    private final Outbox outbox;
    private final MqttLink mqtt;
    private Optional<Told> told = Optional.empty();

    Reporter(Nameplate plate, Timeline timeline, Outbox outbox, MqttLink mqtt) {
        this.plate = plate;
        this.timeline = timeline;
        this.outbox = outbox;
        this.mqtt = mqtt;
    }

    void hello(Hello hello) {
        latest(Topic.INFO, Documents.info(timeline.utc(hello.at()), plate, hello));
    }

    synchronized void status(Hello from, Report.Status status) {
        Uptime now = timeline.now();
        String text = Documents.state(Instant.EPOCH, from.bootId(), status);
        boolean isNews =
                told.filter(last -> last.text().equals(text) && !now.isPast(REFRESH, last.at()))
                        .isEmpty();
        if (isNews) {
            told = Optional.of(new Told(text, now));
            Instant at = timeline.utc(status.at());
            latest(Topic.STATE, Documents.state(at, from.bootId(), status));
        }
    }

    /// The charger says nothing any more.
    synchronized void silent(Instant since) {
        told = Optional.empty();
        latest(Topic.STATE, Documents.silentState(since));
    }

    /// Stores reports for good.
    ///
    /// @return false when that failed
    boolean store(Hello from, List<Numbered> reports) {
        List<Entry> entries = new ArrayList<>();
        for (Numbered numbered : reports) {
            entry(from, numbered).ifPresent(entries::add);
        }
        return entries.isEmpty() || append(entries);
    }

    /// Stores an event of the gateway itself.
    void record(Entry event) {
        if (!append(List.of(event))) {
            Logger.error("an event could not be stored: {}", event.payload());
        }
    }

    private boolean append(List<Entry> entries) {
        try {
            outbox.append(entries);
            mqtt.stir();
            return true;
        } catch (StoreException failed) {
            Logger.error(failed.getMessage());
            return false;
        }
    }

    private Optional<Entry> entry(Hello from, Numbered numbered) {
        long boot = from.bootId();
        long seq = numbered.seq();
        Stamp stamp = new Stamp(timeline.utc(numbered.report().at()), boot, seq);
        return switch (numbered.report()) {
            case Report.Meter meter ->
                    Optional.of(new Entry(Kind.METER, boot, seq, Documents.meter(stamp, meter)));
            case Report.Session session ->
                    Optional.of(
                            new Entry(Kind.SESSION, boot, seq, Documents.session(stamp, session)));
            case Report.Event event ->
                    Optional.of(
                            new Entry(
                                    Kind.EVENT,
                                    boot,
                                    seq,
                                    Documents.event(stamp, Source.CHARGER, event)));
            case Report.Status status -> Optional.empty();
            case Report.Rhythm rhythm -> Optional.empty();
            case Report.RequestOutcome outcome -> Optional.empty();
        };
    }

    private void latest(Topic topic, String text) {
        mqtt.latest(Message.plain(topic.of(plate.device()), text, topic.retention()));
    }
}
