package stanchion.fleet.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import stanchion.fleet.FleetException;

/// A few connections to one database, made when they are needed, made again when they broke.
final class Connections implements AutoCloseable {
    private static final int VALID_SECONDS = 5;

    private final String url;
    private final Dialect dialect;
    private final Semaphore free;
    private final BlockingQueue<Connection> idle;

    Connections(String url, Dialect dialect) {
        this.url = url;
        this.dialect = dialect;
        this.free = new Semaphore(dialect.connections());
        this.idle = new ArrayBlockingQueue<>(dialect.connections());
    }

    /// What is done in one transaction; may be done twice when the connection breaks.
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    <T> T in(Work<T> work) throws FleetException {
        free.acquireUninterruptibly();
        try {
            return attempt(work);
        } catch (SQLException failed) {
            throw new FleetException("store " + shown() + ": " + firstLine(failed), failed);
        } finally {
            free.release();
        }
    }

    private <T> T attempt(Work<T> work) throws SQLException {
        Connection old = idle.poll();
        if (old == null) {
            return transaction(make(), work);
        }
        try {
            return transaction(old, work);
        } catch (SQLException failed) {
            if (!old.isClosed()) {
                throw failed;
            }
            return transaction(make(), work);
        }
    }

    private <T> T transaction(Connection connection, Work<T> work) throws SQLException {
        boolean sound = false;
        try {
            connection.setAutoCommit(false);
            T result = work.on(connection);
            connection.setAutoCommit(true); // commits, and leaves nothing locked
            sound = true;
            return result;
        } finally {
            if (!sound && connection.isValid(VALID_SECONDS)) {
                connection.rollback();
                connection.setAutoCommit(true);
                sound = true;
            }
            if (!sound || !idle.offer(connection)) {
                connection.close();
            }
        }
    }

    /// A connection of one's own.
    Connection make() throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        try (Statement statement = connection.createStatement()) {
            for (String line : dialect.opening()) {
                statement.execute(line);
            }
        }
        return connection;
    }

    /// The address without what may be a password.
    String shown() {
        return StoreAddress.shown(url);
    }

    private static String firstLine(SQLException failed) {
        return String.valueOf(failed.getMessage()).lines().findFirst().orElse("");
    }

    @Override
    public void close() {
        Connection connection = idle.poll();
        while (connection != null) {
            try {
                connection.close();
            } catch (SQLException broken) {
                // it is gone already, which is what is wanted
                idle.remove(connection);
            }
            connection = idle.poll();
        }
    }
}
