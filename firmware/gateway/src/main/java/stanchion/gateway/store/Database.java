package stanchion.gateway.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// The outbox's SQLite file: opened for one process alone, checked, and with the tables of this
/// version.
///
/// @param damaged whether what stood there before was damaged and has been moved aside
record Database(Connection connection, boolean damaged) {
    private static final int VERSION = 1;

    private static final String[] TABLES = {
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
        "CREATE TABLE dropped(kind INTEGER PRIMARY KEY, rows INTEGER NOT NULL) STRICT",
        "PRAGMA user_version=" + VERSION
    };

    static Database open(Path file) throws StoreException {
        try {
            return new Database(checked(file), false);
        } catch (SQLException unusable) {
            if (!isDamage(unusable)) {
                throw new StoreException(
                        "cannot open " + file + ": " + unusable.getMessage(), unusable);
            }
        }
        try {
            moveAside(file);
            return new Database(checked(file), true);
        } catch (IOException | SQLException hopeless) {
            throw new StoreException(
                    "cannot replace the damaged " + file + ": " + hopeless.getMessage(), hopeless);
        }
    }

    void close() throws StoreException {
        try {
            connection.close();
        } catch (SQLException failed) {
            throw new StoreException("cannot close the outbox", failed);
        }
    }

    private static Connection checked(Path file) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try {
            prepare(connection);
            return connection;
        } catch (SQLException unusable) {
            connection.close();
            throw unusable;
        }
    }

    private static void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout=500");
            // one gateway at a time; a second one is refused instead of mixing into the order
            statement.execute("PRAGMA locking_mode=EXCLUSIVE");
            statement.execute("PRAGMA journal_mode=WAL");
            statement.execute("PRAGMA synchronous=FULL");
            statement.execute("PRAGMA journal_size_limit=8388608");
            check(statement);
            connection.setAutoCommit(false);
            int version = number(statement, "PRAGMA user_version");
            if (version > VERSION) {
                throw new SQLException("made by a newer version (" + version + ")");
            }
            if (version == 0) {
                for (String table : TABLES) {
                    statement.execute(table);
                }
            }
            connection.commit();
        }
    }

    private static void check(Statement statement) throws SQLException {
        try (ResultSet answer = statement.executeQuery("PRAGMA quick_check(1)")) {
            String verdict = answer.next() ? answer.getString(1) : "no answer";
            if (!verdict.equals("ok")) {
                throw new SQLException(verdict, "", Damage.CORRUPT);
            }
        }
    }

    private static int number(Statement statement, String query) throws SQLException {
        try (ResultSet answer = statement.executeQuery(query)) {
            return answer.next() ? answer.getInt(1) : 0;
        }
    }

    private static boolean isDamage(SQLException exception) {
        int primary = exception.getErrorCode() & 0xFF;
        return primary == Damage.CORRUPT || primary == Damage.NOT_A_DATABASE;
    }

    private static void moveAside(Path file) throws IOException {
        for (String suffix : new String[] {"-wal", "-shm", "-journal"}) {
            Files.deleteIfExists(Path.of(file + suffix));
        }
        Files.move(file, Path.of(file + ".damaged"), StandardCopyOption.REPLACE_EXISTING);
    }

    /// SQLite's result codes that mean the file is not a sound database.
    private static final class Damage {
        static final int CORRUPT = 11;
        static final int NOT_A_DATABASE = 26;

        private Damage() {}
    }
}
