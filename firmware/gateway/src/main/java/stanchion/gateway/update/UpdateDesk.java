package stanchion.gateway.update;

import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;
import stanchion.gateway.command.UpdateWish;
import stanchion.gateway.telemetry.Freight;
import stanchion.gateway.time.RateLimit;
import stanchion.gateway.time.Timeline;
import stanchion.update.Pace;
import stanchion.update.Proof;
import stanchion.update.UpdateEvents;
import stanchion.update.Updater;
import stanchion.update.slot.Slots;

/// Drives the updater, on a thread of its own that sleeps whenever there is nothing to do.
///
/// ```text
/// wishes of cmd/update ─┐
/// a new timestamp ──────┼─► step, step, … ─► slots, state, events
/// time ─────────────────┘      ▲ chunks, metadata, facts of the charger
/// ```
public final class UpdateDesk implements AutoCloseable {
    /// Looks for updates; errors are tried again after 5 s to 5 min.
    static final Pace PACE =
            new Pace(
                    Duration.ofMinutes(1),
                    Duration.ofHours(6),
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(5));

    /// A charger that has never seen an update looks at once.
    static final Duration FIRST_LOOK = Duration.ofSeconds(1);

    /// Wishes that may wait.
    static final int MOST_WISHES = 16;

    /// New timestamps that are followed at once; then one a minute, whatever a broker sends.
    static final int NEWS_AT_ONCE = 3;

    private static final Duration NEWS_EVERY = Duration.ofMinutes(1);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration PATIENCE_WITH_STORAGE = Duration.ofSeconds(30);
    private static final Duration PATIENCE_WITH_CLOSE = Duration.ofSeconds(2);
    private static final String TIMESTAMP = "metadata/timestamp.json";

    private final String device;
    private final UpdateOptions options;
    private final ChargerFacts charger;
    private final UpdateEvents events;
    private final Freight freight;
    private final MqttMetadata metadata;
    private final MqttContent content;
    private final Timeline timeline = Timeline.system();
    private final RateLimit news;
    private final BlockingQueue<UpdateWish> wishes = new ArrayBlockingQueue<>(MOST_WISHES);
    private final Thread thread;

    /// Who and where this charger is.
    public record Place(String device, Freight freight, UpdateOptions options) {}

    /// A desk that does nothing yet.
    public UpdateDesk(Place place, ChargerFacts charger, UpdateEvents events) {
        this.device = place.device();
        this.options = place.options();
        this.charger = charger;
        this.events = events;
        this.freight = place.freight();
        this.metadata = new MqttMetadata(freight, Patience.USUAL);
        this.content = new MqttContent(freight, device, options.bytesPerSecond(), Patience.USUAL);
        this.news = new RateLimit(NEWS_AT_ONCE, NEWS_EVERY, timeline.now());
        this.thread = Thread.ofPlatform().daemon().name("update").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /// Takes a wish.
    ///
    /// @return why not, if not
    public Optional<String> accept(UpdateWish wish) {
        return wishes.offer(wish)
                ? Optional.empty()
                : Optional.of("too many wishes for updates wait");
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(PATIENCE_WITH_CLOSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            Updater updater = begun();
            while (!Thread.currentThread().isInterrupted()) {
                rest(step(updater), updater);
            }
        } catch (InterruptedException ending) {
            Logger.trace("no more updates");
        }
    }

    /// Storage that fails now may work later: a charger must not stay without updates for ever.
    private Updater begun() throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                Slots slots =
                        Slots.open(
                                options.device(),
                                BootedVersion.read(options.boot()),
                                BootedVersion.key(options.boot()));
                Updater updater = updater(slots);
                updater.begin();
                return updater;
            } catch (IOException | RuntimeException failed) {
                if (attempt == 1) {
                    Logger.error(failed, "updates cannot begin");
                    events.happened(UpdateEvents.Event.REFUSED, "STORAGE " + failed.getMessage());
                }
                freight.await(() -> false, PATIENCE_WITH_STORAGE);
            }
        }
    }

    private Updater updater(Slots slots) {
        boolean isFirst = !Files.exists(slots.folders().update().resolve(TIMESTAMP));
        Pace pace =
                isFirst
                        ? new Pace(FIRST_LOOK, PACE.period(), PACE.backOff(), PACE.longestBackOff())
                        : PACE;
        return Updater.of(
                slots,
                new Updater.Settings(
                        device,
                        ZoneId.systemDefault(),
                        pace,
                        new Proof(options.confirmAfter(), options.grace()),
                        new SecureRandom().nextLong(),
                        MachineStart.of(options.boot())),
                new Updater.Surroundings(metadata, content, charger, events),
                InstantSource.system());
    }

    private Duration step(Updater updater) {
        try {
            charger.linked(freight.connection().isPresent());
            if (metadata.isNews() && news.allows(timeline.now())) {
                metadata.noted();
                updater.check();
            }
            return updater.step().after();
        } catch (RuntimeException bug) {
            Logger.error(bug, "the update failed");
            return PATIENCE_WITH_STORAGE;
        }
    }

    /// Waits for the next step, or for a wish, which comes first.
    private void rest(Duration pause, Updater updater) throws InterruptedException {
        Duration longest = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        Duration whole = isBusy(updater) ? longest : atLeast(SHORTEST_PAUSE, longest);
        Optional<UpdateWish> wish =
                Optional.ofNullable(wishes.poll(whole.toMillis(), TimeUnit.MILLISECONDS));
        while (wish.isPresent()) {
            carryOut(wish.get(), updater);
            wish = Optional.ofNullable(wishes.poll());
        }
    }

    private static boolean isBusy(Updater updater) {
        return switch (updater.state().phase()) {
            case REFRESHING, DOWNLOADING, STAGED -> true;
            case IDLE, WAITING, SWITCHING, TRYING, CONFIRMED -> false;
        };
    }

    private static Duration atLeast(Duration least, Duration pause) {
        return pause.compareTo(least) < 0 ? least : pause;
    }

    private void carryOut(UpdateWish wish, Updater updater) {
        try {
            if (wish.window().isPresent()) {
                updater.allow(wish.window().get().hours());
            }
            if (wish.channel().isPresent()) {
                updater.follow(wish.channel().get());
            }
            if (wish.check() == UpdateWish.Check.NOW) {
                updater.check();
            }
        } catch (IOException failed) {
            Logger.error("a wish for updates could not be written down: {}", failed.getMessage());
            events.happened(UpdateEvents.Event.REFUSED, "STORAGE " + failed.getMessage());
        }
    }
}
