package stanchion.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import stanchion.fleet.control.Controller;
import stanchion.fleet.ingest.Expected;
import stanchion.fleet.ingest.Ingest;
import stanchion.fleet.mqtt.BrokerAddress;
import stanchion.fleet.mqtt.FleetClient;
import stanchion.fleet.publish.ContentFolder;
import stanchion.fleet.publish.ContentServer;
import stanchion.fleet.store.FleetStore;
import stanchion.release.sign.Assignments;

/// One of the servers of a fleet: gives content, takes reports, and decides about rollouts while it
/// leads. Any number may stand beside each other.
public final class Worker implements AutoCloseable {
    private final FleetClient broker;
    private final Optional<Controller> controller;
    private final ContentServer content;
    private final Ingest ingest;
    private final Consumer<String> news;
    private String trouble = "";
    private Optional<Boolean> led = Optional.empty();
    private final CountDownLatch ended = new CountDownLatch(1);

    /// Where a worker belongs.
    ///
    /// @param assignments with the online keys; without them it never decides
    /// @param expected what chargers must report
    public record Place(FleetStore store, Optional<Assignments> assignments, Expected expected) {}

    /// A worker, connected.
    ///
    /// @param settings of the controller, whose repository gives the content too
    public Worker(BrokerAddress address, Place place, Controller.Settings settings)
            throws FleetException {
        broker = FleetClient.connect(address, "fleet");
        news = settings.news();
        content =
                new ContentServer(
                        new ContentFolder(settings.repository().resolve(ContentFolder.NAME)),
                        broker,
                        news);
        ingest = new Ingest(place.store(), place.expected(), news);
        controller =
                place.assignments()
                        .map(keys -> new Controller(place.store(), keys, broker, settings));
    }

    /// Works until it is closed.
    ///
    /// @param pause between two decisions
    public void run(Duration pause) throws FleetException, InterruptedException {
        content.serve();
        ingest.begin(broker);
        do {
            step();
        } while (!ended.await(pause.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void step() {
        if (controller.isEmpty()) {
            return;
        }
        try {
            tell(controller.get().step(Instant.now()));
            trouble = "";
        } catch (FleetException failed) {
            // tried again after the pause; what is the same is said once
            if (!trouble.equals(failed.line())) {
                trouble = failed.line();
                news.accept("no decision now: " + trouble);
            }
        }
    }

    private void tell(boolean leads) {
        if (!led.equals(Optional.of(leads))) {
            led = Optional.of(leads);
            news.accept(leads ? "leads: decides about rollouts" : "another worker leads");
        }
    }

    /// What it has given.
    public ContentServer.Served served() {
        return content.served();
    }

    /// Reports it has stored.
    public long taken() {
        return ingest.taken();
    }

    @Override
    public void close() {
        ended.countDown();
        controller.ifPresent(Controller::close);
        broker.close();
    }
}
