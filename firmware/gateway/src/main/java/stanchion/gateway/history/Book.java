package stanchion.gateway.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stanchion.gateway.history.EnergyRows.Counted;
import stanchion.gateway.history.SessionRecord.Edge;
import stanchion.link.Report;
import stanchion.units.Uptime;

/// What has been counted since it was written last; for one thread.
///
/// It may be lost at any moment: the mark in the database says how far the registers are counted
/// there, and the next report makes good what is missing.
final class Book {
    /// Reports are a second apart; what flowed in a longer gap is divided evenly over it.
    static final Duration GAP = Duration.ofSeconds(10);

    /// Reason of the end of a session whose charger stopped without a word.
    static final String INTERRUPTED = "interrupted";

    private static final long NANOS = 1_000_000_000L;

    private final Setting setting;
    private final Map<Long, Counted> quarters = new LinkedHashMap<>();
    private final Map<Untimed, Counted> untimed = new LinkedHashMap<>();
    private final List<SessionRow> ended = new ArrayList<>();
    private Optional<Mark> mark = Optional.empty();
    private Optional<SessionRow> running = Optional.empty();

    private Book(Setting setting) {
        this.setting = setting;
    }

    /// As the database has it.
    static Book read(Connection connection, Setting setting) throws SQLException {
        Book book = new Book(setting);
        book.mark = EnergyRows.mark(connection);
        book.running =
                SessionRow.read(connection, "WHERE reason = '' ORDER BY id DESC LIMIT 1").stream()
                        .findFirst();
        return book;
    }

    /// The session that runs.
    Optional<SessionRow> running() {
        return running;
    }

    /// Quarter-hours that are not written yet.
    Map<Long, Counted> quarters() {
        return quarters;
    }

    /// A number for the quarter-hour that is being filled: negative, and by uptime, while the time
    /// is not known.
    long page() {
        return mark.map(at ->
                        at.utc()
                                .map(QuarterHour::number)
                                .orElseGet(
                                        () -> -1 - at.at().nanos() / (QuarterHour.SECONDS * NANOS)))
                .orElse(Long.MIN_VALUE);
    }

    /// When a report was taken in last, if that is known.
    Optional<Instant> latest() {
        return mark.flatMap(Mark::utc);
    }

    /// Takes in the registers of a second.
    ///
    /// @param boot the charger's run
    void meter(long boot, Report.Meter meter) {
        Energies totals = Energies.of(meter.energy());
        endIfInterrupted(boot, totals.imported());
        Optional<Instant> utc = setting.utc().apply(meter.at());
        if (mark.isPresent()) {
            Energies grown = totals.atLeast(mark.get().energies());
            Energies more = grown.minus(mark.get().energies());
            if (isReplay(meter.at()) && more.isZero()) {
                return;
            }
            credit(more, mark.get(), meter.at(), utc);
            if (isReplay(meter.at())) {
                mark = mark.map(at -> new Mark(at.machine(), at.at(), at.utc(), grown));
            } else {
                mark = Optional.of(new Mark(setting.machine(), meter.at(), utc, grown));
            }
        } else {
            mark = Optional.of(new Mark(setting.machine(), meter.at(), utc, totals));
        }
        running.ifPresent(row -> proceed(row, meter, utc));
    }

    private boolean isReplay(Uptime at) {
        return mark.filter(before -> before.machine().equals(setting.machine()))
                .filter(before -> at.compareTo(before.at()) <= 0)
                .isPresent();
    }

    private void proceed(SessionRow row, Report.Meter meter, Optional<Instant> utc) {
        row.imported = Math.max(row.imported, Energies.micro(meter.sessionEnergy()));
        row.peak = Math.max(row.peak, meter.power().value());
        row.end = new Edge(setting.machine(), meter.at(), utc);
    }

    private void credit(Energies more, Mark before, Uptime at, Optional<Instant> utc) {
        boolean here = before.machine().equals(setting.machine());
        Duration gap = here ? at.since(before.at()) : Duration.ZERO;
        if (!here) {
            // it flowed before that machine went dark, soon after it was last written
            place(more, before.machine(), before.at(), before.utc(), more.imported());
        } else if (gap.compareTo(GAP) <= 0 || before.utc().isEmpty() || utc.isEmpty()) {
            place(more, setting.machine(), at, utc, gap.compareTo(GAP) <= 0 ? 0 : more.imported());
        } else {
            Instant begin = utc.get().minus(gap);
            new Span(begin, utc.get())
                    .divide(more, (quarter, share) -> quarter(quarter, share, share.imported()));
        }
    }

    private void place(
            Energies more, String machine, Uptime at, Optional<Instant> utc, long estimated) {
        if (utc.isPresent()) {
            quarter(QuarterHour.number(utc.get()), more, estimated);
            return;
        }
        long session = running.map(row -> row.id).orElse(0L);
        running.ifPresent(row -> row.untimed += more.imported());
        Untimed key = Untimed.of(machine, at.nanos(), session);
        untimed.merge(key, new Counted(more, estimated), Counted::plus);
    }

    private void quarter(long number, Energies more, long estimated) {
        quarters.merge(number, new Counted(more, estimated), Counted::plus);
        running.ifPresent(
                row -> row.count(setting.tariff().at(QuarterHour.start(number)), more.imported()));
    }

    /// A session has begun or ended.
    ///
    /// @param known the row of this session, if the database has one
    void session(long boot, Report.Session report, Optional<SessionRow> known) {
        long register = Energies.micro(report.charged().register());
        endIfInterrupted(boot, register);
        if (known.filter(row -> !row.reason.isEmpty()).isPresent()) {
            return;
        }
        if (running.filter(row -> row.number != report.number()).isPresent()) {
            interrupt(register);
        }
        if (running.isEmpty()) {
            long energy = Energies.micro(report.charged().energy());
            Edge start = edge(new Uptime(report.at().nanos() - report.duration().toNanos()));
            running =
                    Optional.of(
                            known.orElseGet(() ->
                                    new SessionRow(
                                            boot, report.number(), start, register - energy)));
        }
        if (!report.endReason().isEmpty()) {
            end(running.get(), report);
        }
    }

    private void end(SessionRow row, Report.Session report) {
        row.imported = Energies.micro(report.charged().energy());
        row.exported = Energies.micro(report.charged().exported());
        row.peak = report.charged().peak().value();
        row.end = edge(report.at());
        row.reason = report.endReason();
        close(row);
    }

    private Edge edge(Uptime at) {
        return new Edge(setting.machine(), at, setting.utc().apply(at));
    }

    private void endIfInterrupted(long boot, long register) {
        if (running.filter(row -> row.boot != boot).isPresent()) {
            interrupt(register);
        }
    }

    /// The charger ended without saying so. The register, which then was written, knows what the
    /// session got.
    private void interrupt(long register) {
        SessionRow row = running.orElseThrow();
        row.imported = Math.max(row.imported, register - row.startRegister);
        row.reason = INTERRUPTED;
        close(row);
    }

    private void close(SessionRow row) {
        row.settle(setting.tariff());
        ended.add(row);
        running = Optional.empty();
    }

    /// Writes everything; what is written is forgotten only when that is for good.
    void write(Connection connection) throws SQLException {
        for (SessionRow row : ended) {
            row.write(connection);
        }
        if (running.isPresent()) {
            running.get().write(connection);
        }
        for (Map.Entry<Long, Counted> one : quarters.entrySet()) {
            EnergyRows.add(connection, one.getKey(), one.getValue());
        }
        for (Map.Entry<Untimed, Counted> one : untimed.entrySet()) {
            EnergyRows.add(connection, one.getKey(), one.getValue());
        }
        if (mark.isPresent()) {
            EnergyRows.write(connection, mark.get());
        }
    }

    void written() {
        ended.clear();
        quarters.clear();
        untimed.clear();
    }
}
