package stanchion.gateway;

import java.time.Duration;
import stanchion.gateway.time.RateLimit;
import stanchion.gateway.time.Timeline;

/// What happened in the gateway: told to the broker, and written into the security log where it
/// belongs there.
final class Chronicle {
    /// Commands that made no sense, or were not allowed, are told of so often: at once, and then.
    private static final int REFUSALS_AT_ONCE = 5;

    private static final Duration BETWEEN_REFUSALS = Duration.ofMinutes(1);

    private final Timeline timeline;
    private final GatewayEvents events;
    private final SecurityDesk security;
    private final Reporter reporter;
    private final RateLimit refusals;

    Chronicle(Timeline timeline, GatewayEvents events, SecurityDesk security, Reporter reporter) {
        this.timeline = timeline;
        this.events = events;
        this.security = security;
        this.reporter = reporter;
        this.refusals = new RateLimit(REFUSALS_AT_ONCE, BETWEEN_REFUSALS, timeline.now());
    }

    void record(String name, String detail) {
        security.happened(name, detail);
        reporter.record(events.event(name, detail));
    }

    /// The same of what anybody can make happen as often as he likes.
    void recordSeldom(String name, String detail) {
        security.happened(name, detail);
        if (refusals.allows(timeline.now())) {
            reporter.record(events.event(name, detail));
        }
    }

    /// For the log alone.
    void log(String name, String detail) {
        security.happened(name, detail);
    }
}
