package stanchion.gateway;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;
import stanchion.gateway.api.Documents;
import stanchion.gateway.api.Documents.Source;
import stanchion.gateway.api.Stamp;
import stanchion.gateway.store.Dropped;
import stanchion.gateway.store.Entry;
import stanchion.gateway.store.Kind;
import stanchion.gateway.time.Timeline;
import stanchion.link.Report;

/// What the gateway itself has to report, numbered in a run of its own.
final class GatewayEvents {
    private final Timeline timeline;
    private final long run = new SecureRandom().nextLong();
    private final AtomicLong seq = new AtomicLong();

    GatewayEvents(Timeline timeline) {
        this.timeline = timeline;
    }

    Entry event(String name, String detail) {
        Stamp stamp = new Stamp(timeline.utc(), run, seq.incrementAndGet());
        Report.Event event = new Report.Event(timeline.now(), name, detail);
        return new Entry(
                Kind.EVENT, run, stamp.seq(), Documents.event(stamp, Source.GATEWAY, event));
    }

    /// Tells what the outbox gave up.
    Entry dropped(Dropped dropped) {
        return event(
                "OUTBOX_OVERFLOW",
                "the outbox was full: dropped "
                        + dropped.meters()
                        + " meter messages and "
                        + dropped.others()
                        + " others, oldest first");
    }
}
