package stanchion.bench.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import stanchion.bench.broker.Broker;
import stanchion.bench.broker.BrokerClient;
import stanchion.bench.broker.HiveBroker;
import stanchion.bench.broker.MosquittoBroker;
import stanchion.bench.broker.Wire;
import stanchion.bench.maker.Offers;
import stanchion.bench.page.Live;
import stanchion.bench.process.Child;
import stanchion.bench.process.FreePort;
import stanchion.bench.process.Patience;
import stanchion.bench.process.Priority;
import stanchion.bench.process.Superior;
import stanchion.bench.process.Supervised;
import stanchion.bench.report.BenchReport;
import stanchion.bench.report.Boot;
import stanchion.bench.report.Ledger;
import stanchion.bench.run.Setup.Ground;
import stanchion.launch.AotCache;
import stanchion.release.CacheFile;
import stanchion.release.DeviceAuthority;
import stanchion.release.ReleaseException;

/// A whole charger on a bench, each part a process of its own.
///
/// ```text
///  simulator ══ terminals ══ charger ══ link ══ gateway ── TLS ── wire ── broker ── the bench's ear
///                               └────────┬────────┘
///                      from the copy the boot verifier made
/// ```
///
/// Charger and gateway are started again when they die. Everything ends with [#close].
public final class Bench implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(300);
    private static final Duration COMES_UP = Duration.ofSeconds(60);

    private final Folders folders;
    private final Setup setup;
    private final Consumer<String> news;
    private final Ledger ledger = new Ledger();
    private final Live live = new Live();
    private final Closing closing = new Closing();
    private final Parts parts;

    /// What a bench is made of once it stands.
    ///
    /// @param boots what the verifier said, each time
    /// @param switchOver who asks it again
    /// @param boot what the charger says of it
    /// @param updates what the charger says of its updates
    /// @param maker who offers them
    /// @param owner of the charger, once one is wanted
    record Parts(
            DeviceView device,
            Boots boots,
            SwitchOver switchOver,
            BootWatch boot,
            Broker broker,
            BrokerClient ear,
            ChargerSight sight,
            Supervised charger,
            Gateway gateway,
            Link link,
            HealthWatch health,
            UpdateSight updates,
            Offers maker,
            Owner owner) {}

    private Bench(Setup setup, Consumer<String> news) {
        this.setup = setup;
        this.news = news;
        this.folders = Folders.create(setup.ground());
        closing.last(() -> tidy());
        try {
            this.parts = assemble();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /// Starts everything; returns when the charger has spoken to the bench through the broker.
    ///
    /// @param news one line for whatever a person should know
    public static Bench start(Setup setup, Consumer<String> news) {
        return new Bench(setup, news);
    }

    Parts parts() {
        return parts;
    }

    Ledger ledger() {
        return ledger;
    }

    Folders folders() {
        return folders;
    }

    public Live live() {
        return live;
    }

    /// One more line to the simulator.
    Simulator simulator() {
        return Simulator.connect(folders.control());
    }

    /// Where a line like `s2 close` moves the circuits: the simulator's control socket.
    public Path circuits() {
        return folders.control();
    }

    /// Whether the processes that run now have their ahead-of-time caches mapped.
    BenchReport.Caches caches() {
        return new BenchReport.Caches(
                cache(CacheFile.CHARGER, parts.charger().pid()),
                cache(CacheFile.GATEWAY, parts.gateway().pid()));
    }

    private AotCache cache(CacheFile cache, Optional<Long> pid) {
        Path file = folders.run().resolve("app").resolve(cache.file());
        if (!Files.exists(file)) {
            return AotCache.NONE;
        }
        return pid.map(id -> AotCache.of(id, file)).orElse(AotCache.NOT_MAPPED);
    }

    /// How a person listens to the charger with mosquitto's own tool.
    public String listenLine() {
        DeviceView device = parts.device();
        return "mosquitto_sub -V 5 -h localhost -p %d --tls-version tlsv1.3 --cafile %s --cert %s --key %s -v -t 'stanchion/#'"
                .formatted(
                        parts.broker().port(),
                        device.authority(),
                        device.listenerCertificate(),
                        device.listenerKey());
    }

    @Override
    public void close() {
        closing.close();
    }

    private Parts assemble() {
        if (!folders.inMemory()) {
            say("no RAM file system here: the verified copy lies in " + folders.memory());
        }
        if (!Priority.REALTIME.isPermitted()) {
            say(
                    "no real-time priority here (root, or an rtprio limit): on a busy machine the"
                            + " charger may find its samples late and say SAMPLES_LOST");
        }
        if (setup.ground() instanceof Ground.VirtualBoard) {
            BoardGround.leaveProcessor();
        }
        Child simulator = closing.add(startSimulator());
        DeviceView device = new DeviceView(Provision.device(setup, folders));
        Broker broker = closing.add(broker(device));
        CompletableFuture<Void> brokerUp = CompletableFuture.runAsync(broker::start);
        Boots boots = new Boots();
        SwitchOver switchOver = new SwitchOver(folders.switches(), setup.trial(), boots, this::say);
        require(
                Patience.until(COMES_UP, () -> !simulator.isAlive() || isThere(folders.control())),
                "the simulator does not come up",
                "simulator");
        Place place = closing.add(place(switchOver));
        Judge judge = new Judge(setup.home(), device.folder(), folders, place, this::booted);
        boots.add(judge.powerOn());
        CommandLines commands = new CommandLines(folders, device, setup);
        Supervised charger =
                closing.add(supervised("charger", commands.charger(), switchOver, place));
        HealthWatch health = new HealthWatch(device.health());
        closing.add(Ticker.every(TICK, health::look));
        charger.start();
        joined(brokerUp);
        Wire wire = closing.add(new Wire(broker.port()));
        place.carry(wire.port());
        ChargerSight sight = new ChargerSight(device.id(), ledger, live, this::say);
        UpdateSight updates = new UpdateSight(device.id(), live);
        BootWatch boot = new BootWatch(device.id(), device::certificates, this::bootReport);
        EnrolmentDesk desk = closing.add(desk(device));
        BrokerClient ear =
                closing.add(
                        new BrokerClient(
                                broker.port(),
                                device.listener(),
                                delivery -> {
                                    if (!updates.accept(delivery)) {
                                        sight.accept(delivery);
                                        boot.accept(delivery);
                                        desk.accept(delivery);
                                    }
                                }));
        ear.start();
        desk.serve(ear);
        require(Patience.until(COMES_UP, ear::isConnected), "the broker does not answer", "broker");
        Gateway gateway =
                closing.add(
                        new Gateway(
                                supervised("gateway", commands.gateway(wire), switchOver, place),
                                sight::isOnline));
        gateway.start();
        closing.add(switchOver).start(new Restart(charger, gateway, health, judge));
        require(
                Patience.until(COMES_UP, () -> sight.shown().isPresent()),
                "the charger is not heard at the broker",
                "gateway");
        require(
                Patience.until(COMES_UP, () -> isSettled(device, desk, sight) && boot.isGenuine()),
                "the charger is not enrolled, or its boot report is " + boot.line(),
                "gateway");
        Link link = new Link(broker, wire);
        Offers maker = closing.add(new Offers(makersDesk(device), broker.port(), this::say));
        return new Parts(
                device,
                boots,
                switchOver,
                boot,
                broker,
                ear,
                sight,
                charger,
                gateway,
                link,
                health,
                updates,
                maker,
                new Owner(device, sight, ear));
    }

    /// Whether the gateway has an operational certificate and has come back with it.
    private static boolean isSettled(DeviceView device, EnrolmentDesk desk, ChargerSight sight) {
        return device.isEnrolled() && (desk.issued() == 0 || sight.births() > 1);
    }

    private EnrolmentDesk desk(DeviceView device) {
        try {
            DeviceAuthority authority =
                    DeviceAuthority.read(device.maker(), InstantSource.system());
            return new EnrolmentDesk(authority, Set.of(device.id()), this::say);
        } catch (ReleaseException e) {
            throw new BenchTrouble(65, e.line(), e);
        }
    }

    private Offers.Desk makersDesk(DeviceView device) {
        return new Offers.Desk(
                setup.home(),
                device.maker().resolve("keys"),
                device.maker().resolve("bench.p12"),
                folders.base().resolve("offers"));
    }

    private void bootReport(String line) {
        live.keep("bootReport", PageNews.field("text", line));
    }

    private void booted(Boot boot) {
        String verdict = boot.verdict().replace("\n", " · ");
        live.keep("boot", PageNews.field("text", verdict));
        say(verdict);
    }

    private Place place(SwitchOver switchOver) {
        return switch (setup.ground()) {
            case Ground.Bench _ -> Place.HERE;
            case Ground.VirtualBoard(Path description) ->
                    BoardGround.boot(
                            setup.home(), description, folders, this::say, switchOver::wasReset);
        };
    }

    private Supervised supervised(
            String name, List<String> command, Superior superior, Place place) {
        return new Supervised(name, command, folders.log(name), superior, place.launcher());
    }

    private Child startSimulator() {
        List<String> board =
                switch (setup.ground()) {
                    case Ground.Bench _ -> List.of();
                    case Ground.VirtualBoard(Path description) ->
                            List.of("--board", description.toString());
                };
        return Child.start(
                "simulator", CommandLines.simulator(folders, board), folders.log("simulator"));
    }

    private Broker broker(DeviceView device) {
        int port = FreePort.any();
        return switch (setup.broker()) {
            case HIVEMQ -> new HiveBroker(folders.broker(), port, device.broker());
            case MOSQUITTO -> new MosquittoBroker(folders.broker(), port, device.broker());
        };
    }

    private void require(boolean so, String otherwise, String process) {
        if (!so) {
            throw new BenchTrouble(70, otherwise + Tail.of(folders.log(process)));
        }
    }

    private static void joined(CompletableFuture<Void> started) {
        try {
            started.join();
        } catch (java.util.concurrent.CompletionException e) {
            Throwable cause = Optional.ofNullable(e.getCause()).orElse(e);
            throw new BenchTrouble(69, String.valueOf(cause.getMessage()), cause);
        }
    }

    private static boolean isThere(Path socket) {
        return Files.exists(socket);
    }

    private void say(String line) {
        live.log("bench", PageNews.json("bench", line));
        news.accept(line);
    }

    private void tidy() {
        if (setup.leftovers() == Setup.Leftovers.KEPT) {
            folders.removeMemory();
            news.accept("kept: " + folders.base());
        } else {
            folders.remove();
        }
    }
}
