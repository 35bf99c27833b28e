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
import java.util.List;

/// An SQLite file: opened for one process alone, checked, and with the tables of this version. What
/// is committed is on the disk.
///
/// @param damaged whether what stood there before was damaged and has been moved aside
public record Database(Path file, Connection connection, boolean damaged) {
    /// What stands in a file.
    ///
    /// @param version counts up when the tables change
    /// @param tables statements that make them
    public record Layout(int version, List<String> tables) {
        public Layout {
            tables = List.copyOf(tables);
        }
    }

    /// Something done in one transaction.
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /// Opens or makes the file. A damaged one is moved aside as `….damaged`.
    public static Database open(Path file, Layout layout) throws StoreException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new StoreException("the folder of " + file + " does not exist");
        }
        SqliteLibrary.checkBeforeLoading();
        Database opened = openOrReplace(file, layout);
        try {
            SqliteLibrary.checkAfterLoading();
            return opened;
        } catch (StoreException refused) {
            opened.close();
            throw refused;
        }
    }

    /// Does all of it or nothing.
    public <T> T transact(Work<T> work) throws StoreException {
        try {
            T result = work.on(connection);
            connection.commit();
            return result;
        } catch (SQLException failed) {
            rollBack(failed);
            throw new StoreException(file + " failed: " + failed.getMessage(), failed);
        }
    }

    private void rollBack(SQLException cause) {
        try {
            connection.rollback();
        } catch (SQLException alsoFailed) {
            cause.addSuppressed(alsoFailed);
        }
    }

    private static Database openOrReplace(Path file, Layout layout) throws StoreException {
        try {
            return new Database(file, checked(file, layout), false);
        } catch (SQLException unusable) {
            if (!isDamage(unusable)) {
                throw new StoreException(
                        "cannot open " + file + ": " + unusable.getMessage(), unusable);
            }
        }
        try {
            moveAside(file);
            return new Database(file, checked(file, layout), true);
        } catch (IOException | SQLException hopeless) {
            throw new StoreException(
                    "cannot replace the damaged " + file + ": " + hopeless.getMessage(), hopeless);
        }
    }

    /// Writes the file anew, so that nothing that was deleted is left in it, in its log, or in a
    /// damaged one that was moved aside.
    public void compact() throws StoreException {
        try {
            Files.deleteIfExists(aside(file));
        } catch (IOException failed) {
            throw new StoreException("cannot delete " + aside(file), failed);
        }
        try (Statement statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            try {
                statement.execute("VACUUM");
                statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            } finally {
                connection.setAutoCommit(false);
            }
        } catch (SQLException failed) {
            throw new StoreException("cannot compact " + file, failed);
        }
    }

    public void close() throws StoreException {
        try {
            connection.close();
        } catch (SQLException failed) {
            throw new StoreException("cannot close " + file, failed);
        }
    }

    private static Connection checked(Path file, Layout layout) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try {
            prepare(connection, layout);
            return connection;
        } catch (SQLException unusable) {
            connection.close();
            throw unusable;
        }
    }

    private static void prepare(Connection connection, Layout layout) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout=500");
            // one gateway at a time; a second one is refused instead of mixing into what it does
            statement.execute("PRAGMA locking_mode=EXCLUSIVE");
            statement.execute("PRAGMA journal_mode=WAL");
            statement.execute("PRAGMA synchronous=FULL");
            statement.execute("PRAGMA journal_size_limit=8388608");
            check(statement);
            connection.setAutoCommit(false);
            int version = number(statement, "PRAGMA user_version");
            if (version > layout.version) {
                throw new SQLException("made by a newer version (" + version + ")");
            }
            if (version == 0) {
                for (String table : layout.tables) {
                    statement.execute(table);
                }
                statement.execute("PRAGMA user_version=" + layout.version);
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
        Files.move(file, aside(file), StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path aside(Path file) {
        return Path.of(file + ".damaged");
    }

    /// SQLite's result codes that mean the file is not a sound database.
    private static final class Damage {
        static final int CORRUPT = 11;
        static final int NOT_A_DATABASE = 26;

        private Damage() {}
    }
}
