package stanchion.update;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.eclipse.paho.mqttv5.common.MqttException;
import stanchion.bench.broker.Broker;
import stanchion.bench.broker.BrokerFiles;
import stanchion.boot.Decision;
import stanchion.boot.Startup;
import stanchion.fleet.FleetException;
import stanchion.fleet.mqtt.BrokerAddress;
import stanchion.fleet.mqtt.FleetClient;
import stanchion.fleet.mqtt.Identity;
import stanchion.fleet.publish.Publication;
import stanchion.gateway.world.GatewayProcess;
import stanchion.gateway.world.Observer;
import stanchion.gateway.world.Observer.Seen;
import stanchion.gateway.world.Patience;
import stanchion.gateway.world.Pki;
import stanchion.gateway.world.ToyCharger;
import stanchion.gateway.world.UpdateServer;
import stanchion.pilot.PilotState;

/// A charger whose gateway is a process of its own, at a real broker, with a maker who publishes
/// there. The boot verifier has started it; the charger behind it is a toy that charges a vehicle
/// and reports ten times a second.
final class Site implements AutoCloseable {
    private static final String DEVICE = "SN-1";
    private static final String TOPICS = "stanchion/v1/" + DEVICE + "/";
    private static final Duration LIMIT = Duration.ofSeconds(90);

    /// Who may be at the broker, each with an identity folder. A Mosquitto of the bench lets
    /// `bench` do everything.
    record People(Path charger, Path maker, Path broker) {
        static People in(Path folder) throws Exception {
            Pki pki = Pki.in(folder);
            return new People(
                    pki.identity(DEVICE),
                    pki.identity("bench"),
                    pki.broker("dns:localhost,ip:127.0.0.1"));
        }

        BrokerFiles brokerFiles() {
            return new BrokerFiles(
                    broker.resolve("broker.p12"),
                    broker.resolve("ca.p12"),
                    Pki.password(),
                    broker.resolve("broker.pem"),
                    broker.resolve("broker.key"),
                    broker.resolve("ca.pem"));
        }
    }

    private final Path folder;
    private final Maker maker;
    private final People people;
    private final Broker broker;
    private final ToyCharger charger;
    private final ScheduledExecutorService reports = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger reported = new AtomicInteger();
    private Optional<Observer> observer = Optional.empty();
    private Optional<UpdateServer> server = Optional.empty();
    private Optional<GatewayProcess> gateway = Optional.empty();

    /// A charger that has just been started with a version, and a broker that runs.
    Site(Path folder, Maker maker, People people, Broker broker) throws Exception {
        this.folder = folder;
        this.maker = maker;
        this.people = people;
        this.broker = broker;
        for (String name : List.of("run", "state", "switch")) {
            Files.createDirectories(folder.resolve(name));
        }
        Decision decision =
                Startup.onBench(
                        maker.charger(folder.resolve("device"), "1.0"), folder.resolve("run"));
        if (!(decision instanceof Decision.Boot)) {
            throw new IllegalStateException("it does not boot: " + decision);
        }
        charger = new ToyCharger(folder.resolve("link"), 1, ToyCharger.Manner.ACCEPTING);
        var _ = reports.scheduleAtFixedRate(this::report, 0, 100, TimeUnit.MILLISECONDS);
        meet();
    }

    private void report() {
        try {
            charger.report(ToyCharger.status(PilotState.C, Set.of()));
            charger.report(ToyCharger.meter(reported.incrementAndGet()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// The maker's people connect to the broker, anew where they were before.
    void meet() throws Exception {
        leave();
        observer = Optional.of(new Observer(broker.port(), people.maker()));
        server = Optional.of(new UpdateServer(broker.port(), people.maker()));
    }

    Observer observer() {
        return observer.orElseThrow();
    }

    UpdateServer server() {
        return server.orElseThrow();
    }

    /// Publishes the repository as it is now, and offers all of its content.
    void publish() throws IOException, FleetException {
        try (var files = Files.list(maker.repository().resolve("content"))) {
            for (Path file : files.toList()) {
                server().offer(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        Identity identity = Identity.beside(people.maker().resolve("device.p12"));
        BrokerAddress address =
                new BrokerAddress("localhost", broker.port(), Optional.of(identity));
        try (FleetClient client = FleetClient.connect(address, "publisher")) {
            Publication.publish(maker.repository(), client);
        }
    }

    /// Starts the gateway, and returns when it is heard.
    ///
    /// @param port where it finds the broker, perhaps over a wire that can be cut
    void start(int port) throws IOException {
        int before = online();
        gateway =
                Optional.of(
                        GatewayProcess.start(
                                GatewayProcess.onTheClassPath(),
                                List.of(
                                        "--link",
                                        folder.resolve("link").toString(),
                                        "--state",
                                        folder.resolve("state").toString(),
                                        "--identity",
                                        people.charger().toString(),
                                        "--broker",
                                        "ssl://localhost:" + port,
                                        "--boot",
                                        folder.resolve("run/boot.json").toString(),
                                        "--device",
                                        folder.resolve("device").toString(),
                                        "--switch",
                                        folder.resolve("switch").toString()),
                                folder.resolve("gateway.log")));
        Patience.until(
                "online", LIMIT, () -> Optional.of(online()).filter(count -> count > before));
    }

    /// SIGKILL.
    void kill() {
        gateway.orElseThrow().kill();
    }

    boolean isAlive() {
        return gateway.orElseThrow().isAlive();
    }

    /// Sends a wish for updates.
    void wish(String json) throws Exception {
        observer().publish(TOPICS + "cmd/update", json);
    }

    /// Tells it to look for an update now.
    void check() throws Exception {
        wish("{\"id\":\"look\",\"check\":true}");
    }

    /// Waits until it is so.
    void until(String what, BooleanSupplier look) {
        Patience.until(what, LIMIT, () -> Optional.of(look.getAsBoolean()).filter(so -> so));
    }

    /// Waits until the charger says something like this about updates.
    Seen await(String what, Predicate<Seen> like) {
        return Patience.until(
                what + ", not " + observer().seen(TOPICS + "update").stream().toList(),
                LIMIT,
                () -> observer().seen(TOPICS + "update").stream().filter(like).findFirst());
    }

    /// Waits until a version stands in the other slot, whole and verified, for the vehicle to
    /// leave.
    Seen awaitStaged(String firmware) {
        return await(
                firmware + " is staged",
                seen ->
                        seen.text().contains("\"waiting_for\":\"VEHICLE_CHARGES\"")
                                && seen.text().contains("\"firmware\":\"" + firmware + "\""));
    }

    /// Waits for an event.
    Seen awaitEvent(String name, String detail) {
        return Patience.until(
                name + " " + detail,
                LIMIT,
                () ->
                        observer().seen(TOPICS + "event").stream()
                                .filter(seen -> seen.text().contains("\"" + name + "\""))
                                .filter(seen -> seen.text().contains(detail))
                                .findFirst());
    }

    /// A number of what the charger has said of updates last.
    long told(String member) {
        return observer().seen(TOPICS + "update").stream()
                .map(Seen::json)
                .filter(json -> json.has(member))
                .reduce((earlier, later) -> later)
                .map(json -> json.get(member).getAsLong())
                .orElse(0L);
    }

    /// How often the gateway has come online.
    int online() {
        return (int)
                observer().seen(TOPICS + "status").stream()
                        .filter(seen -> seen.text().equals("online"))
                        .count();
    }

    /// Whether a restart into another version was asked for.
    boolean wantsToSwitch() {
        return Files.exists(folder.resolve("switch/switch"));
    }

    /// Waits until what the charger measures now has come through.
    void awaitTelemetry() {
        double now = reported.get() + 1.0;
        Patience.until(
                "a meter message of now",
                Duration.ofSeconds(10),
                () ->
                        observer().seen(TOPICS + "meter").stream()
                                .filter(seen -> seen.json().get("energyWh").getAsDouble() >= now)
                                .findFirst());
    }

    /// Waits until everything that the charger has measured so far has come through.
    void awaitAllTelemetry() {
        int all = reported.get();
        Patience.until(
                "every meter message",
                LIMIT,
                () ->
                        Optional.of(
                                        observer().seen(TOPICS + "meter").stream()
                                                .map(seen -> seen.json().get("energyWh").getAsInt())
                                                .distinct()
                                                .count())
                                .filter(count -> count >= all));
    }

    @Override
    public void close() throws IOException, MqttException {
        gateway.ifPresent(GatewayProcess::close);
        reports.shutdownNow();
        charger.close();
        leave();
    }

    private void leave() throws MqttException {
        if (observer.isPresent()) {
            observer.get().close();
        }
        if (server.isPresent()) {
            server.get().close();
        }
    }

    /// A time from which all keys and metadata of a maker are good now.
    static Instant now() {
        return Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.SECONDS);
    }
}
