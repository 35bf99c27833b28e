package stanchion.gateway;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.tinylog.Logger;
import stanchion.gateway.api.Answer;
import stanchion.gateway.api.Answer.Found;
import stanchion.gateway.api.HistoryDocument;
import stanchion.gateway.api.Topic;
import stanchion.gateway.command.HistoryWish;
import stanchion.gateway.identity.LogSeal;
import stanchion.gateway.identity.Wallet;
import stanchion.gateway.link.ChargerLink;
import stanchion.gateway.security.ChainedLog;
import stanchion.gateway.security.LogRecord;
import stanchion.gateway.security.SecurityTable;
import stanchion.gateway.store.Entry;
import stanchion.gateway.store.Kind;
import stanchion.gateway.store.Outbox;
import stanchion.gateway.store.StoreException;
import stanchion.gateway.time.Timeline;
import stanchion.gateway.time.UtcWatch;
import stanchion.gateway.update.MachineStart;
import stanchion.link.LinkRecord.Hello;
import stanchion.link.LinkRecord.Numbered;
import stanchion.link.Report;

/// Keeps the security log of what gateway and charger say happened, sends its records to the
/// broker, and shows it to its owner.
final class SecurityDesk implements AutoCloseable {
    private static final String FOLDER = "security-log";

    private final Timeline timeline;
    private final ChainedLog log;
    private final Outbox outbox;
    private long sent;

    private SecurityDesk(Timeline timeline, ChainedLog log, Outbox outbox) {
        this.timeline = timeline;
        this.log = log;
        this.outbox = outbox;
    }

    /// Opens the log in the gateway's folder.
    ///
    /// @param outbox takes what is exported
    static SecurityDesk open(Path state, UtcWatch watch, Wallet wallet, Outbox outbox)
            throws StoreException {
        Timeline timeline = Timeline.system();
        ChainedLog.Setting setting =
                new ChainedLog.Setting(
                        MachineStart.id(), timeline::now, watch::utc, new LogSeal(wallet));
        ChainedLog log = ChainedLog.open(state.resolve(FOLDER), setting);
        log.witnessed(outbox.highest(run(log))); // the outbox had it: it was there
        SecurityDesk desk = new SecurityDesk(timeline, log, outbox);
        desk.export();
        return desk;
    }

    /// Writes it down, if it concerns security.
    void happened(String name, String detail) {
        SecurityTable.of(name, detail)
                .ifPresent(event -> {
                    log.record(event);
                    export();
                });
    }

    /// Signs what has waited for it.
    void tick() {
        log.tick();
        export();
    }

    /// The broker has this record, and all before.
    void exported(long number) {
        log.exported(number);
    }

    /// Gives the outbox what it has not had; it knows by the numbers what it has had.
    private synchronized void export() {
        try {
            if (log.last() == sent) {
                return;
            }
            List<String> lines =
                    sent == 0 ? log.recent() : log.after(sent, Integer.MAX_VALUE - 1).rows();
            for (String line : lines) {
                Optional<LogRecord> record = LogRecord.read(line);
                if (record.isPresent()) {
                    outbox.append(
                            List.of(new Entry(Kind.LOG, run(log), record.get().number(), line)));
                }
            }
            sent = log.last();
        } catch (StoreException failed) {
            Logger.error(failed.getMessage());
        }
    }

    /// The log's name, as the outbox tells senders apart.
    private static long run(ChainedLog log) {
        return HexFormat.fromHexDigitsToLong(log.id());
    }

    /// Somebody who hears what the charger says; what concerns security stands in the log first.
    ChargerLink.Listener beside(ChargerLink.Listener other) {
        return new ChargerLink.Listener() {
            @Override
            public void hello(Hello hello) {
                other.hello(hello);
            }

            @Override
            public boolean store(Hello from, List<Numbered> reports) {
                for (Numbered numbered : reports) {
                    if (numbered.report() instanceof Report.Event event) {
                        happened(event.name(), event.detail());
                    }
                }
                return other.store(from, reports);
            }

            @Override
            public void gone() {
                other.gone();
            }
        };
    }

    /// A page, as an answer to the command with this id.
    Answer show(Optional<String> id, HistoryWish wish) {
        HistoryDocument.Heading heading =
                new HistoryDocument.Heading(
                        timeline.utc(), id, wish.subject().text(), wish.format().text());
        try {
            String text =
                    HistoryDocument.log(
                            heading,
                            log.after(wish.query().after(), wish.query().limit()),
                            line -> LogRecord.read(line).map(LogRecord::number).orElse(0L));
            return Answer.found(id, new Found(Topic.HISTORY, text));
        } catch (StoreException failed) {
            Logger.error(failed.getMessage());
            return Answer.refused(id, "the security log cannot be read");
        }
    }

    /// Signs what is there. The broker hears of that at the next start: nothing is sent any more.
    @Override
    public void close() {
        log.seal();
    }
}
