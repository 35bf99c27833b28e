package stanchion.bench.maker;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import stanchion.fleet.FleetException;
import stanchion.fleet.mqtt.BrokerAddress;
import stanchion.fleet.mqtt.FleetClient;
import stanchion.fleet.mqtt.Identity;
import stanchion.fleet.publish.ContentFolder;
import stanchion.fleet.publish.ContentServer;
import stanchion.fleet.publish.Publication;
import stanchion.release.ReleaseException;
import stanchion.sim.scenario.Verb.Flaw;

/// Offers versions to the charger of a bench, over its broker: signed, published, served.
///
/// Nothing is made and nobody connects before the first offer.
public final class Offers implements AutoCloseable {
    private final Maker maker;
    private final Path credentials;
    private final TamperingContent content;
    private final int port;
    private final Consumer<String> news;
    private Optional<FleetClient> broker = Optional.empty();
    private int offered;

    /// What is needed of the device's folder.
    ///
    /// @param keys signing keys
    /// @param credentials key store of whoever may do everything at the broker
    public record Desk(Path home, Path keys, Path credentials, Path work) {}

    /// @param port of the broker on this machine
    public Offers(Desk desk, int port, Consumer<String> news) {
        this.maker = new Maker(desk.home(), desk.keys(), desk.work());
        this.credentials = desk.credentials();
        this.content =
                new TamperingContent(
                        new ContentFolder(maker.repository().resolve(ContentFolder.NAME)));
        this.port = port;
        this.news = news;
    }

    /// Returns when chargers can see the version.
    public synchronized void offer(String version, Flaw flaw)
            throws ReleaseException, FleetException {
        long targets = maker.release(version, flaw);
        serve(flaw);
        publish(version, targets);
    }

    /// The same with a version that takes its time to download.
    public synchronized void offerLarge(String version) throws ReleaseException, FleetException {
        long targets = maker.releaseLarge(version);
        serve(Flaw.NONE);
        publish(version, targets);
    }

    private void publish(String version, long targets) throws ReleaseException, FleetException {
        Publication.Published published =
                Publication.publish(maker.repository(), broker.orElseThrow());
        offered++;
        news.accept(
                "offered %s as targets %d, %d bytes of metadata"
                        .formatted(version, targets, published.bytes()));
    }

    private void serve(Flaw flaw) throws FleetException {
        if (broker.isEmpty()) {
            BrokerAddress address =
                    BrokerAddress.parse(
                            "ssl://localhost:" + port, Optional.of(Identity.beside(credentials)));
            FleetClient client = FleetClient.connect(address, "bench-maker");
            broker = Optional.of(client);
            new ContentServer(content, client, news).serve();
        }
        if (flaw == Flaw.TAMPERED) {
            content.alterOne();
        }
    }

    /// How many versions were offered.
    public synchronized int offered() {
        return offered;
    }

    @Override
    public synchronized void close() {
        broker.ifPresent(FleetClient::close);
    }
}
