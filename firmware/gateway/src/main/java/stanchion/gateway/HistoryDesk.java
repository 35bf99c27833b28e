package stanchion.gateway;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tinylog.Logger;
import stanchion.gateway.api.Answer;
import stanchion.gateway.api.Answer.Found;
import stanchion.gateway.api.HistoryDocument;
import stanchion.gateway.api.Topic;
import stanchion.gateway.command.HistoryWish;
import stanchion.gateway.history.History;
import stanchion.gateway.history.Setting;
import stanchion.gateway.history.Tariff;
import stanchion.gateway.link.ChargerLink;
import stanchion.gateway.owner.PersonalStore;
import stanchion.gateway.owner.PersonalStores;
import stanchion.gateway.store.StoreException;
import stanchion.gateway.time.Timeline;
import stanchion.gateway.time.UtcWatch;
import stanchion.gateway.time.UtcWatch.Finding;
import stanchion.gateway.update.MachineStart;
import stanchion.link.LinkRecord.Hello;
import stanchion.link.LinkRecord.Numbered;
import stanchion.schedule.ChargingHours;

/// Keeps the history, looks after the time in it, and shows it to its owner.
final class HistoryDesk implements AutoCloseable {
    private static final String FILE = "history.db";

    /// Takes what is to be kept.
    @FunctionalInterface
    interface Events {
        void record(String name, String detail);
    }

    private final Timeline timeline;
    private final UtcWatch watch;
    private final Tariff tariff;
    private final History history;

    private HistoryDesk(Timeline timeline, UtcWatch watch, Tariff tariff, History history) {
        this.timeline = timeline;
        this.watch = watch;
        this.tariff = tariff;
        this.history = history;
    }

    /// Opens the history in the gateway's folder.
    static HistoryDesk open(Path state, Timeline timeline, UtcWatch watch) throws StoreException {
        Tariff tariff = Tariff.regulation10(ChargingHours.DEFAULT_ZONE);
        Setting setting = new Setting(MachineStart.id(), watch::utc, tariff);
        History history = History.open(state.resolve(FILE), setting);
        return new HistoryDesk(timeline, watch, tariff, history);
    }

    void start(Events events) {
        if (history.replacedADamagedOne()) {
            events.record(
                    "HISTORY_DAMAGED", "a damaged history was moved aside; another one is begun");
        }
    }

    /// Looks at the clocks.
    void tick(Events events) {
        switch (watch.look()) {
            case Finding.Nothing() -> {}
            case Finding.Known() -> place(events);
            case Finding.Stepped(var by) ->
                    events.record(
                            "CLOCK_STEPPED",
                            "the wall clock was set by "
                                    + by.toMillis()
                                    + " ms; records keep the time they have");
        }
    }

    private void place(Events events) {
        try {
            int placed = history.timeKnown();
            events.record("CLOCK_KNOWN", placed + " records of the history got their time");
        } catch (StoreException failed) {
            Logger.error(failed.getMessage());
        }
    }

    /// Somebody who hears what the charger says, with a history that hears it too. A report that
    /// either could not store comes again, and adds nothing to the one that did.
    ChargerLink.Listener beside(ChargerLink.Listener other) {
        return new ChargerLink.Listener() {
            @Override
            public void hello(Hello hello) {
                other.hello(hello);
            }

            @Override
            public boolean store(Hello from, List<Numbered> reports) {
                boolean kept = keep(from, reports);
                return other.store(from, reports) && kept;
            }

            @Override
            public void gone() {
                other.gone();
            }
        };
    }

    /// What deletion of personal data deletes.
    PersonalStore personal() {
        return PersonalStores.history(history);
    }

    private boolean keep(Hello from, List<Numbered> reports) {
        try {
            history.take(from, reports);
            return true;
        } catch (StoreException failed) {
            Logger.error(failed.getMessage());
            return false;
        }
    }

    /// A page, as an answer to the command with this id.
    Answer show(Optional<String> id, HistoryWish wish) {
        HistoryDocument.Heading heading =
                new HistoryDocument.Heading(
                        timeline.utc(), id, wish.subject().text(), wish.format().text());
        try {
            String text =
                    switch (wish.subject()) {
                        case SESSIONS ->
                                HistoryDocument.sessions(heading, history.sessions(wish.query()));
                        case QUARTERS ->
                                HistoryDocument.quarters(
                                        heading, history.quarters(wish.query()), tariff);
                        case LOG -> throw new IllegalArgumentException("the log is another's");
                    };
            return Answer.found(id, new Found(Topic.HISTORY, text));
        } catch (StoreException failed) {
            Logger.error(failed.getMessage());
            return Answer.refused(id, "the history cannot be read");
        }
    }

    @Override
    public void close() {
        try {
            history.close();
        } catch (StoreException failed) {
            Logger.error(failed.getMessage());
        }
    }
}
