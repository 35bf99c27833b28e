package stanchion.fleet.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import stanchion.fleet.FleetException;
import stanchion.fleet.store.FleetStore.Lead;

/// The right to decide: a lock of the database where it has sessions, else one of a file beside it.
final class Leads {
    private static final int SECONDS = 2;
    private static final String FILE = "jdbc:sqlite:";

    private final Connections connections;
    private final Dialect dialect;
    private final String url;

    Leads(Connections connections, Dialect dialect, String url) {
        this.connections = connections;
        this.dialect = dialect;
        this.url = url;
    }

    Optional<Lead> lead() throws FleetException {
        try {
            return dialect == Dialect.SQLITE ? fileLock() : advisoryLock();
        } catch (SQLException | IOException failed) {
            throw new FleetException("store " + connections.shown() + ": no lock", failed);
        }
    }

    private Optional<Lead> advisoryLock() throws SQLException {
        Connection own = connections.make();
        List<Boolean> got =
                Sql.rows(
                        own,
                        row -> row.getBoolean(1),
                        "select pg_try_advisory_lock(?)",
                        JdbcStore.LOCK + 1);
        if (got.equals(List.of(true))) {
            return Optional.of(new ConnectionLead(own));
        }
        own.close();
        return Optional.empty();
    }

    /// Given back by name, because the server ends a session some time after its connection; where
    /// that fails it ends with the session.
    private record ConnectionLead(Connection own) implements Lead {
        @Override
        public boolean holds() {
            try {
                return own.isValid(SECONDS);
            } catch (SQLException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        public void close() {
            try (own) {
                Sql.rows(
                        own,
                        row -> row.getBoolean(1),
                        "select pg_advisory_unlock(?)",
                        JdbcStore.LOCK + 1);
            } catch (SQLException broken) {
                // the server ends the lock of a broken connection by itself
                return;
            }
        }
    }

    private Optional<Lead> fileLock() throws IOException {
        Path file = Path.of(url.substring(FILE.length()) + ".lead");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(new FileLead(channel));
            }
        } catch (OverlappingFileLockException here) {
            // another worker of this very process has it
            channel.close();
        }
        channel.close();
        return Optional.empty();
    }

    /// Ends with its process.
    private record FileLead(FileChannel channel) implements Lead {
        @Override
        public boolean holds() {
            return channel.isOpen();
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException broken) {
                // the system ends the lock with the process
                return;
            }
        }
    }
}
