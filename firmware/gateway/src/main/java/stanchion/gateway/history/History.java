package stanchion.gateway.history;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import stanchion.gateway.store.Database;
import stanchion.gateway.store.StoreException;
import stanchion.link.LinkRecord.Hello;
import stanchion.link.LinkRecord.Numbered;
import stanchion.link.Report;

/// Sessions and the energy of every quarter-hour, kept for [Retention#MONTHS] months in SQLite.
///
/// ```text
/// Meter ─► Book ── quarter-hour is over, session begins or ends ─► one transaction
/// ```
///
/// What the charger may forget is what the registers say again: energy is the growth of the
/// registers since the mark in the database, so a report that comes twice adds nothing, and one
/// that never comes is made good by the next. Written about 100 times a day. Thread-safe.
public final class History implements AutoCloseable {
    private final Database database;
    private final Setting setting;
    private Book book;
    private long writtenPage = Long.MIN_VALUE;
    private boolean closed;
    private long forgottenDay = Long.MIN_VALUE;

    private History(Database database, Setting setting, Book book) {
        this.database = database;
        this.setting = setting;
        this.book = book;
    }

    /// Opens or makes the file.
    public static History open(Path file, Setting setting) throws StoreException {
        Database database = Database.open(file, HistoryTables.LAYOUT);
        try {
            Book book =
                    database.transact(connection -> {
                        Retention.bound(connection);
                        return Book.read(connection, setting);
                    });
            return new History(database, setting, book);
        } catch (StoreException unusable) {
            database.close();
            throw unusable;
        }
    }

    /// Whether a damaged database was found and moved aside when this one was opened.
    public boolean replacedADamagedOne() {
        return database.damaged();
    }

    /// Takes in reports; when this returns the charger may forget them.
    public synchronized void take(Hello from, List<Numbered> reports) throws StoreException {
        for (Numbered numbered : reports) {
            if (numbered.report() instanceof Report.Meter meter) {
                book.meter(from.bootId(), meter);
                if (book.page() != writtenPage) {
                    write();
                }
            } else if (numbered.report() instanceof Report.Session session) {
                book.session(from.bootId(), session, known(from.bootId(), session.number()));
                write();
            }
        }
    }

    /// The time has become known: whatever was without is placed.
    ///
    /// @return how many records were
    public synchronized int timeKnown() throws StoreException {
        write();
        int placed = change(connection -> Placing.place(connection, setting));
        reread();
        return placed;
    }

    /// Writes what is not written yet.
    public synchronized void write() throws StoreException {
        change(connection -> {
            book.write(connection);
            return 0;
        });
        book.written();
        writtenPage = book.page();
    }

    /// Sessions in the order they began, the running one as it is now.
    public synchronized Page<SessionRecord> sessions(Query query) throws StoreException {
        return page(
                query,
                database.transact(connection ->
                        SessionRow.read(
                                connection,
                                "WHERE id > ? AND COALESCE(start_utc >= ?, ?)"
                                        + " AND COALESCE(start_utc < ?, ?) ORDER BY id LIMIT ?",
                                query.after(),
                                query.from().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE),
                                query.from().isPresent() ? 0 : 1,
                                query.to().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE),
                                query.to().isPresent() ? 0 : 1,
                                query.limit() + 1)),
                row -> row.id,
                row -> book.running().filter(now -> now.id == row.id).orElse(row).told());
    }

    /// Quarter-hours in order, the present one as far as it is.
    public synchronized Page<QuarterHour> quarters(Query query) throws StoreException {
        long from =
                Math.max(
                        query.after() + 1,
                        query.from().map(QuarterHour::firstWhole).orElse(Long.MIN_VALUE));
        long before = query.to().map(QuarterHour::firstWhole).orElse(Long.MAX_VALUE);
        NavigableMap<Long, QuarterHour> found = new TreeMap<>();
        for (QuarterHour one :
                database.transact(connection ->
                        EnergyRows.quarters(connection, from, before, query.limit() + 1))) {
            found.put(QuarterHour.number(one.start()), one);
        }
        book.quarters()
                .forEach((number, counted) -> {
                    if (number >= from && number < before) {
                        QuarterHour more =
                                new QuarterHour(
                                        QuarterHour.start(number),
                                        counted.energy(),
                                        counted.estimated());
                        found.merge(number, more, QuarterHour::plus);
                    }
                });
        return page(
                query,
                List.copyOf(found.values()),
                one -> QuarterHour.number(one.start()),
                Function.identity());
    }

    /// Deletes sessions and quarter-hours, so that nothing of them is left in the file. How far the
    /// registers are counted stays: what was deleted is not counted again.
    ///
    /// @return how many records there were
    public synchronized long forget() throws StoreException {
        write();
        long deleted = change(Retention::forgetAll);
        reread();
        database.compact();
        return deleted;
    }

    /// Transactions of a day.
    ///
    /// @param day a moment in it, UTC
    public synchronized long writes(Instant day) throws StoreException {
        return database.transact(connection -> Wear.of(connection, Retention.day(day)));
    }

    /// Lets go of the file and writes nothing: what a kill does, for those who simulate one.
    public synchronized void abandon() throws StoreException {
        closed = true;
        database.close();
    }

    @Override
    public synchronized void close() throws StoreException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            write();
        } finally {
            database.close();
        }
    }

    private static <R, T> Page<T> page(
            Query query, List<R> rows, ToLongFunction<R> position, Function<R, T> told) {
        List<R> here = rows.subList(0, Math.min(rows.size(), query.limit()));
        return new Page<>(
                here.stream().map(told).toList(),
                rows.size() > here.size()
                        ? Optional.of(position.applyAsLong(here.getLast()))
                        : Optional.empty());
    }

    private Optional<SessionRow> known(long boot, long number) throws StoreException {
        if (book.running().filter(row -> row.boot == boot && row.number == number).isPresent()) {
            return book.running();
        }
        return database.transact(connection ->
                SessionRow.read(connection, "WHERE boot = ? AND number = ?", boot, number).stream()
                        .findFirst());
    }

    private <T> T change(Database.Work<T> work) throws StoreException {
        try {
            return database.transact(connection -> {
                T result = work.on(connection);
                forget(connection);
                Wear.count(connection, book.latest().map(Retention::day).orElse(0L));
                return result;
            });
        } catch (StoreException failed) {
            reread();
            throw failed;
        }
    }

    private void forget(Connection connection) throws SQLException {
        Optional<Instant> now = book.latest();
        if (now.isPresent() && Retention.day(now.get()) != forgottenDay) {
            forgottenDay = Retention.day(now.get());
            Retention.forget(connection, now.get());
        }
        Retention.bound(connection);
    }

    /// What was not written is in the registers.
    private void reread() throws StoreException {
        book = database.transact(connection -> Book.read(connection, setting));
    }
}
