package stanchion.gateway;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.tinylog.Logger;
import stanchion.gateway.api.Answer;
import stanchion.gateway.api.HomeAssistant;
import stanchion.gateway.api.HomeAssistant.Updates;
import stanchion.gateway.api.Nameplate;
import stanchion.gateway.api.Topic;
import stanchion.gateway.api.Topic.Direction;
import stanchion.gateway.api.Topic.Retention;
import stanchion.gateway.charging.ChargingDesk;
import stanchion.gateway.charging.ChargingMemory;
import stanchion.gateway.charging.SecureDraw;
import stanchion.gateway.command.ChargingWish;
import stanchion.gateway.command.Command;
import stanchion.gateway.command.CommandDesk;
import stanchion.gateway.command.HistoryWish;
import stanchion.gateway.command.OwnerWish;
import stanchion.gateway.command.UpdateWish;
import stanchion.gateway.identity.BootFile;
import stanchion.gateway.identity.Disk;
import stanchion.gateway.identity.IdentityException;
import stanchion.gateway.link.ChargerLink;
import stanchion.gateway.link.SilenceWatch;
import stanchion.gateway.owner.OwnerBook;
import stanchion.gateway.owner.OwnerDesk;
import stanchion.gateway.owner.OwnerNews;
import stanchion.gateway.owner.PersonalStores;
import stanchion.gateway.owner.PhysicalPresence;
import stanchion.gateway.owner.SignedCommands;
import stanchion.gateway.store.Bounds;
import stanchion.gateway.store.Outbox;
import stanchion.gateway.store.StoreException;
import stanchion.gateway.tamper.TamperDesk;
import stanchion.gateway.tamper.WatchedSignatures;
import stanchion.gateway.telemetry.CredentialSource;
import stanchion.gateway.telemetry.Freight;
import stanchion.gateway.telemetry.Inbound;
import stanchion.gateway.telemetry.Message;
import stanchion.gateway.telemetry.MqttLink;
import stanchion.gateway.telemetry.Session;
import stanchion.gateway.time.Discipline;
import stanchion.gateway.time.Timeline;
import stanchion.gateway.time.UtcWatch;
import stanchion.gateway.update.ChargerFacts;
import stanchion.gateway.update.Supervisor;
import stanchion.gateway.update.UpdateDesk;
import stanchion.gateway.update.UpdateOptions;
import stanchion.launch.AotCache;
import stanchion.link.LinkRecord.Hello;
import stanchion.link.Request;

/// The gateway, put together.
///
/// ```text
/// charger ─► ChargerLink ─► Reporter ─► Outbox ─► MqttLink ─► broker
///    ▲                         └── state, info ──────┘  │
///    └──── requests ◄── CommandDesk ◄── cmd/… ──────────┤
///                       ChargingDesk ◄── clock, house ──┤
///                       IdentityDesk ◄─► identity/… ────┤
///                       UpdateDesk ◄─► update/… ────────┘
/// ```
final class Gateway implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(250);
    private static final String OUTBOX = "outbox.db";

    private final String device;
    private final Optional<BootFile> boot;
    private final Timeline timeline;
    private final Outbox outbox;
    private final HistoryDesk history;
    private final SecurityDesk security;
    private final Freight freight = new Freight();
    private final MqttLink mqtt;
    private final ChargerLink charger;
    private final CommandDesk desk;
    private final Reporter reporter;
    private final Chronicle chronicle;
    private final SilenceWatch watch;
    private final ChargerFacts facts;
    private final Optional<UpdateDesk> updates;
    private final IdentityDesk identity;
    private final OwnerDesk owner;
    private final ChargingDesk charging;
    private final TamperDesk tamper;
    private final ScheduledExecutorService ticker =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("ticker").factory());

    private record Stores(Outbox outbox, HistoryDesk history, SecurityDesk security) {}

    private Gateway(Options options, Person person, GatewayEvents events, Stores stores) {
        this.device = person.wallet().device();
        this.boot = person.boot();
        this.timeline = Timeline.system();
        this.outbox = stores.outbox;
        this.history = stores.history;
        this.security = stores.security;
        this.watch = new SilenceWatch(timeline.now());
        this.mqtt =
                new MqttLink(
                        session(options, new PresentedCredential(person.wallet(), timeline)),
                        new OutboxBacklog(outbox, device, security::exported),
                        this::received,
                        freight);
        this.reporter =
                new Reporter(new Nameplate(device, options.home().maker()), timeline, outbox, mqtt);
        this.chronicle = new Chronicle(timeline, events, security, reporter);
        OwnerBook owners = OwnerBook.open(options.state(), options.identity());
        this.tamper = new TamperDesk(timeline, options.state(), new Witness());
        this.desk =
                new CommandDesk(
                        timeline,
                        new Obedience(),
                        new Answers(device, timeline, mqtt, chronicle)::tell,
                        new WatchedSignatures(
                                new SignedCommands(
                                        device, person.wallet().authorities(), timeline, owners),
                                tamper::signatureRefused));
        Optional<UpdateOptions> wanted = options.updates();
        this.facts =
                new ChargerFacts(
                        timeline,
                        this::ask,
                        new Supervisor(
                                wanted.map(UpdateOptions::supervisor).orElse(options.state())));
        this.updates =
                wanted.map(given ->
                        new UpdateDesk(
                                new UpdateDesk.Place(device, freight, given),
                                facts,
                                new UpdateReporter(
                                        device,
                                        timeline,
                                        new UpdateReporter.Voice(
                                                mqtt, chronicle::record, freight::strays))));
        this.charging =
                new ChargingDesk(
                        timeline,
                        new SecureDraw(),
                        new ChargingMemory(options.state(), Disk.posix()),
                        new Steered());
        this.charger =
                new ChargerLink(
                        options.link(),
                        security.beside(
                                history.beside(
                                        new FromCharger(
                                                reporter,
                                                new FromCharger.Desks(
                                                        desk, charging, tamper, facts),
                                                watch,
                                                announcing(options)))));
        this.owner = new OwnerDesk(owners, ownersSurroundings(options, person), new OwnersVoice());
        this.identity = new IdentityDesk(person, timeline, mqtt, chronicle::record);
    }

    /// Loads the identity and opens the outbox; nothing runs yet.
    static Gateway open(Options options) throws StoreException, IdentityException {
        Person person = Person.open(options);
        GatewayEvents events = new GatewayEvents(Timeline.system());
        Path file = options.state().resolve(OUTBOX);
        Outbox outbox = Outbox.open(file, Bounds.STANDARD, events::dropped);
        try {
            return new Gateway(options, person, events, stores(options, person, outbox));
        } catch (StoreException unusable) {
            outbox.close();
            throw unusable;
        }
    }

    private static Stores stores(Options options, Person person, Outbox outbox)
            throws StoreException {
        Timeline timeline = Timeline.system();
        UtcWatch utc = new UtcWatch(timeline, Discipline.systemd());
        SecurityDesk security = SecurityDesk.open(options.state(), utc, person.wallet(), outbox);
        return new Stores(outbox, HistoryDesk.open(options.state(), timeline, utc), security);
    }

    void start() {
        chronicle.record(
                "GATEWAY_STARTED", outbox.tally().rows() + " messages wait for the broker");
        if (outbox.replacedADamagedOne()) {
            chronicle.record(
                    "OUTBOX_DAMAGED", "a damaged outbox was moved aside; what it held is not sent");
        }
        history.start(chronicle::record);
        boot.ifPresent(found -> security.happened("BOOT_VERDICT", found.statement()));
        sayWhetherTheCacheIsInUse();
        tamper.start();
        charging.start();
        mqtt.start();
        charger.start();
        identity.start();
        owner.start();
        updates.ifPresent(UpdateDesk::start);
        // ends with the ticker; what it throws it has logged itself
        var _ =
                ticker.scheduleWithFixedDelay(
                        this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Tells Home Assistant what this charger is, where that is wanted.
    private Consumer<Hello> announcing(Options options) {
        return options.home()
                .assistant()
                .<Consumer<Hello>>map(prefix -> {
                    HomeAssistant known =
                            new HomeAssistant(
                                    prefix,
                                    device,
                                    options.updates().isPresent()
                                            ? Updates.TAKEN
                                            : Updates.NOT_TAKEN);
                    return hello ->
                            mqtt.latestIfAllowed(
                                    Message.plain(
                                            known.topic(),
                                            known.document(hello),
                                            Retention.RETAINED));
                })
                .orElse(hello -> {});
    }

    private OwnerDesk.Surroundings ownersSurroundings(Options options, Person person) {
        return new OwnerDesk.Surroundings(
                device,
                timeline,
                () -> person.wallet().operational().orElse(person.wallet().factory()),
                options.presence()
                        .map(file -> PhysicalPresence.button(file, InstantSource.system()))
                        .orElse(PhysicalPresence.notFitted()),
                List.of(
                        history.personal(),
                        PersonalStores.waiting(outbox),
                        PersonalStores.retained(() ->
                                mqtt.answer(
                                        Message.plain(
                                                Topic.SESSION.of(device),
                                                "",
                                                Topic.SESSION.retention())))));
    }

    private final class OwnersVoice implements OwnerDesk.Voice {
        @Override
        public void record(String name, String detail) {
            chronicle.record(name, detail);
        }

        @Override
        public void tell(OwnerNews news) {
            mqtt.latest(
                    Message.plain(
                            Topic.OWNER.of(device),
                            news.text(timeline.utc()),
                            Topic.OWNER.retention()));
        }
    }

    private final class Witness implements TamperDesk.World {
        @Override
        public void tell(String document, Runnable acknowledged) {
            Topic topic = Topic.TAMPER;
            mqtt.latest(Message.plain(topic.of(device), document, topic.retention()), acknowledged);
        }

        @Override
        public boolean ask(Request request) {
            return charger.ask(request);
        }
    }

    private void sayWhetherTheCacheIsInUse() {
        AotCache cache = AotCache.here();
        Logger.info("ahead-of-time cache: {}", cache.text());
        if (cache == AotCache.NOT_MAPPED) {
            String named = System.getProperty(AotCache.PROPERTY, "");
            chronicle.record("AOT_NOT_MAPPED", named + " is not in use, a start takes longer");
        }
    }

    /// Lets go of the charger, says `offline`, closes the outbox.
    @Override
    public void close() {
        ticker.shutdownNow();
        identity.close();
        updates.ifPresent(UpdateDesk::close);
        charger.close();
        mqtt.close();
        history.close();
        security.close();
        try {
            outbox.close();
        } catch (StoreException failed) {
            Logger.error(failed.getMessage());
        }
    }

    private Session session(Options options, CredentialSource credentials) {
        String status = Topic.STATUS.of(device);
        return new Session(
                options.broker(),
                device,
                credentials,
                Message.plain(status, "online", Topic.STATUS.retention()),
                Message.plain(status, "offline", Topic.STATUS.retention()),
                Stream.of(Topic.values())
                        .filter(topic -> topic.direction() == Direction.TO_CHARGER)
                        // subscribed to when it is of use
                        .filter(topic -> topic != Topic.UPDATE_CONTENT)
                        .map(topic -> topic.of(device))
                        .toList());
    }

    private void tick() {
        try {
            desk.tick();
            history.tick(chronicle::record);
            security.tick();
            charging.tick();
            lookAfterTheCharger();
        } catch (RuntimeException bug) {
            // would otherwise end the ticker without a word
            Logger.error(bug, "the ticker failed");
        }
    }

    private void lookAfterTheCharger() {
        switch (watch.look(timeline.now())) {
            case SPEAKING -> Logger.trace("the charger speaks");
            case BACK -> chronicle.record("CHARGER_BACK", "the charger is heard again");
            case FALLEN_SILENT -> {
                Logger.warn("the charger is silent");
                reporter.silent(timeline.utc(watch.lastHeard()));
                chronicle.record("CHARGER_SILENT", "nothing was heard for 3 s");
                // if it hangs with its socket open, another one may be there to be found
                charger.hangUp();
            }
            case SILENT -> Logger.trace("the charger is still silent");
        }
    }

    private boolean ask(Request request) {
        return charger.ask(request);
    }

    private final class Obedience implements CommandDesk.Obedient {
        @Override
        public boolean charger(Request request) {
            return ask(request);
        }

        @Override
        public Optional<String> updates(UpdateWish wish) {
            return updates.isPresent()
                    ? updates.get().accept(wish)
                    : Optional.of("this charger takes no updates over the broker");
        }

        @Override
        public Answer owner(OwnerWish wish, Command command) {
            return owner.obey(wish, command);
        }

        @Override
        public Optional<String> charging(ChargingWish wish) {
            return charging.accept(wish);
        }

        @Override
        public Answer history(Optional<String> id, HistoryWish wish) {
            return wish.subject() == HistoryWish.Subject.LOG
                    ? security.show(id, wish)
                    : history.show(id, wish);
        }
    }

    private final class Steered implements ChargingDesk.World {
        @Override
        public boolean ask(Request request) {
            return charger.ask(request);
        }

        @Override
        public void record(String name, String detail) {
            chronicle.record(name, detail);
        }

        @Override
        public void tell(String document) {
            Topic topic = Topic.CHARGING;
            mqtt.latest(Message.plain(topic.of(device), document, topic.retention()));
        }
    }

    private void received(Inbound inbound) {
        Topic.named(inbound.topic(), device)
                .filter(topic -> topic.direction() == Direction.TO_CHARGER)
                .ifPresentOrElse(
                        topic -> deliver(topic, inbound),
                        () -> Logger.warn("the broker sent {}, never asked for", inbound.topic()));
    }

    private void deliver(Topic topic, Inbound inbound) {
        switch (topic) {
            case IDENTITY_CERTIFICATE -> identity.answered(inbound.content());
            // came after it was unsubscribed from
            case UPDATE_CONTENT -> freight.stray();
            case HOUSE_SUPPLY -> charging.supply(inbound);
            default -> desk.accept(topic, inbound);
        }
    }
}
