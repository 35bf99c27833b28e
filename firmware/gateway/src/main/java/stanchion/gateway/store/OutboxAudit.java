package stanchion.gateway.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// The books of an outbox whose gateway has ended.
///
/// @param stored rows over its whole life: reports taken over from the charger and the gateway's
///   own
/// @param waiting rows the broker has not acknowledged
/// @param dropped rows given up for want of room
public record OutboxAudit(long stored, long waiting, long dropped) {
    /// Reads the file; fails while a gateway holds it.
    public static OutboxAudit read(Path file) throws StoreException {
        if (!Files.isRegularFile(file)) {
            return new OutboxAudit(0, 0, 0);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            return new OutboxAudit(
                    number(
                            statement,
                            "SELECT COALESCE(MAX(seq), 0) FROM sqlite_sequence"
                                    + " WHERE name = 'outbox'"),
                    number(statement, "SELECT COUNT(*) FROM outbox"),
                    number(statement, "SELECT COALESCE(SUM(rows), 0) FROM dropped"));
        } catch (SQLException failed) {
            throw new StoreException("cannot audit " + file + ": " + failed.getMessage(), failed);
        }
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
