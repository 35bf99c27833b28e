package stanchion.gateway.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// What the broker does not have yet, in one SQLite database that survives a kill at any moment.
///
/// ```text
/// append ─► one transaction, on the disk when it returns ─► after ─► PUBACK ─► remove
/// ```
///
/// Entries leave in the order they came. An entry of a run whose number is not above the highest
/// stored is the same report sent again and is skipped. When the bounds are exceeded the oldest
/// meter rows are dropped, a slice at a time; each slice is counted and leaves one event, so what
/// is missing is told.
///
/// `synchronous=FULL`: the charger forgets a report when the gateway acknowledges it, so before
/// that a commit must have reached the disk, not just the kernel. Thread-safe.
public final class Outbox implements AutoCloseable {
    /// One hundredth of the bounds is given up at once, so that a full outbox tells so once in a
    /// thousand rows and not with every row.
    private static final long SLICES = 100;

    /// Runs of senders whose highest number is remembered.
    private static final int REMEMBERED_RUNS = 64;

    private static final Database.Layout LAYOUT =
            new Database.Layout(
                    1,
                    List.of(
                            """
                            CREATE TABLE outbox(
                                position INTEGER PRIMARY KEY AUTOINCREMENT,
                                kind INTEGER NOT NULL,
                                payload TEXT NOT NULL) STRICT
                            """,
                            "CREATE INDEX outbox_by_kind ON outbox(kind, position)",
                            """
                            CREATE TABLE run(
                                boot INTEGER PRIMARY KEY,
                                highest INTEGER NOT NULL,
                                age INTEGER NOT NULL) STRICT
                            """,
                            """
                            CREATE TABLE dropped(
                                kind INTEGER PRIMARY KEY,
                                rows INTEGER NOT NULL) STRICT
                            """));

    private final Database database;
    private final Bounds bounds;
    private final Function<Dropped, Entry> dropReport;
    private Tally tally = new Tally(0, 0, 0);

    private Outbox(Database database, Bounds bounds, Function<Dropped, Entry> dropReport) {
        this.database = database;
        this.bounds = bounds;
        this.dropReport = dropReport;
    }

    /// Opens or makes the database.
    ///
    /// @param dropReport makes the event that tells what was dropped
    public static Outbox open(Path file, Bounds bounds, Function<Dropped, Entry> dropReport)
            throws StoreException {
        Outbox outbox = new Outbox(Database.open(file, LAYOUT), bounds, dropReport);
        try {
            outbox.inTransaction(outbox::count);
            return outbox;
        } catch (StoreException refused) {
            outbox.close();
            throw refused;
        }
    }

    /// Whether a damaged database was found and moved aside when this one was opened.
    public boolean replacedADamagedOne() {
        return database.damaged();
    }

    public synchronized Tally tally() {
        return tally;
    }

    /// Stores entries for good, all or none, and makes room for them where necessary.
    ///
    /// @return how many were new
    public synchronized int append(List<Entry> entries) throws StoreException {
        return inTransaction(connection -> {
            int added = 0;
            for (Entry entry : entries) {
                if (isNew(connection, entry)) {
                    insert(connection, entry);
                    added++;
                }
            }
            makeRoom(connection);
            return added;
        });
    }

    /// The highest number that ever came from a run of a sender; 0 of one that is not remembered.
    public synchronized long highest(long boot) throws StoreException {
        return inTransaction(connection -> {
            try (PreparedStatement query =
                    connection.prepareStatement("SELECT highest FROM run WHERE boot = ?")) {
                query.setLong(1, boot);
                try (ResultSet row = query.executeQuery()) {
                    return row.next() ? row.getLong(1) : 0L;
                }
            }
        });
    }

    /// The first entries behind a position, in order.
    public synchronized List<Stored> after(long position, int atMost) throws StoreException {
        return inTransaction(connection -> {
            List<Stored> found = new ArrayList<>();
            try (PreparedStatement query =
                    connection.prepareStatement(
                            "SELECT position, kind, payload FROM outbox"
                                    + " WHERE position > ? ORDER BY position LIMIT ?")) {
                query.setLong(1, position);
                query.setInt(2, atMost);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        found.add(
                                new Stored(
                                        row.getLong(1), Kind.of(row.getInt(2)), row.getString(3)));
                    }
                }
            }
            return found;
        });
    }

    /// Forgets what the broker has acknowledged.
    public synchronized void remove(Collection<Long> positions) throws StoreException {
        inTransaction(connection -> {
            for (long position : positions) {
                delete(connection, "position = ?", position, 1);
            }
            return 0;
        });
    }

    /// Deletes everything of some kinds, sent or not, so that nothing of it is left in the file.
    ///
    /// @return how many entries there were
    public synchronized long forget(Set<Kind> kinds) throws StoreException {
        long forgotten =
                inTransaction(connection -> {
                    long rows = 0;
                    for (Kind kind : kinds) {
                        rows += delete(connection, "kind = ?", kind.code(), Long.MAX_VALUE);
                    }
                    return rows;
                });
        database.compact();
        return forgotten;
    }

    @Override
    public synchronized void close() throws StoreException {
        database.close();
    }

    private int count(Connection connection) throws SQLException {
        try (PreparedStatement query =
                        connection.prepareStatement(
                                "SELECT COUNT(*), COALESCE(SUM(OCTET_LENGTH(payload)), 0),"
                                        + " (SELECT COALESCE(SUM(rows), 0) FROM dropped)"
                                        + " FROM outbox");
                ResultSet row = query.executeQuery()) {
            row.next();
            tally = new Tally(row.getLong(1), row.getLong(2), row.getLong(3));
        }
        return 0;
    }

    /// Whether the entry's number is above the highest of its run, which it then becomes.
    private static boolean isNew(Connection connection, Entry entry) throws SQLException {
        try (PreparedStatement raise =
                connection.prepareStatement(
                        "INSERT INTO run(boot, highest, age) VALUES(?, ?,"
                                + " (SELECT COALESCE(MAX(age), 0) + 1 FROM run))"
                                + " ON CONFLICT(boot) DO UPDATE SET highest = excluded.highest"
                                + " WHERE excluded.highest > highest")) {
            raise.setLong(1, entry.boot());
            raise.setLong(2, entry.seq());
            return raise.executeUpdate() == 1;
        }
    }

    private void insert(Connection connection, Entry entry) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO outbox(kind, payload) VALUES(?, ?)")) {
            insert.setInt(1, entry.kind().code());
            insert.setString(2, entry.payload());
            insert.executeUpdate();
        }
        tally = new Tally(tally.rows() + 1, tally.bytes() + bytes(entry), tally.dropped());
    }

    private static int bytes(Entry entry) {
        return entry.payload().getBytes(UTF_8).length;
    }

    private void makeRoom(Connection connection) throws SQLException {
        long slice = Math.max(2, bounds.rows() / SLICES);
        while (tally.rows() > bounds.rows() || tally.bytes() > bounds.bytes()) {
            long meters = delete(connection, "kind = ?", Kind.METER.code(), slice);
            long others =
                    meters > 0 ? 0 : delete(connection, "kind <> ?", Kind.METER.code(), slice + 1);
            note(connection, new Dropped(meters, others));
        }
        forgetOldRuns(connection);
    }

    private void note(Connection connection, Dropped dropped) throws SQLException {
        try (PreparedStatement count =
                connection.prepareStatement(
                        "INSERT INTO dropped(kind, rows) VALUES(?, ?)"
                                + " ON CONFLICT(kind) DO UPDATE SET rows = rows + excluded.rows")) {
            count.setInt(1, dropped.meters() > 0 ? Kind.METER.code() : Kind.EVENT.code());
            count.setLong(2, dropped.meters() + dropped.others());
            count.executeUpdate();
        }
        tally =
                new Tally(
                        tally.rows(),
                        tally.bytes(),
                        tally.dropped() + dropped.meters() + dropped.others());
        insert(connection, dropReport.apply(dropped));
    }

    /// Deletes the oldest rows that match.
    ///
    /// @return how many there were
    private long delete(Connection connection, String condition, long value, long atMost)
            throws SQLException {
        long rows = 0;
        long bytes = 0;
        try (PreparedStatement delete =
                connection.prepareStatement(
                        "DELETE FROM outbox WHERE position IN (SELECT position FROM outbox WHERE "
                                + condition
                                + " ORDER BY position LIMIT ?) RETURNING OCTET_LENGTH(payload)")) {
            delete.setLong(1, value);
            delete.setLong(2, atMost);
            try (ResultSet row = delete.executeQuery()) {
                while (row.next()) {
                    rows++;
                    bytes += row.getLong(1);
                }
            }
        }
        tally = new Tally(tally.rows() - rows, tally.bytes() - bytes, tally.dropped());
        return rows;
    }

    private static void forgetOldRuns(Connection connection) throws SQLException {
        try (PreparedStatement forget =
                connection.prepareStatement(
                        "DELETE FROM run WHERE age <= (SELECT MAX(age) FROM run) - ?")) {
            forget.setInt(1, REMEMBERED_RUNS);
            forget.executeUpdate();
        }
    }

    private <T> T inTransaction(Database.Work<T> work) throws StoreException {
        Tally before = tally;
        try {
            return database.transact(work);
        } catch (StoreException failed) {
            tally = before;
            throw failed;
        }
    }
}
