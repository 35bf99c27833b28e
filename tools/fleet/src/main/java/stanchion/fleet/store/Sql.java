package stanchion.fleet.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Statements with their values, in one line each.
final class Sql {
    private Sql() {}

    /// Reads one row.
    @FunctionalInterface
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /// Changes rows; says how many.
    static int change(Connection connection, String text, Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(connection, text, values)) {
            return statement.executeUpdate();
        }
    }

    static <T> List<T> rows(Connection connection, Row<T> reader, String text, Object... values)
            throws SQLException {
        try (PreparedStatement statement = prepared(connection, text, values);
                ResultSet rows = statement.executeQuery()) {
            List<T> read = new ArrayList<>();
            while (rows.next()) {
                read.add(reader.of(rows));
            }
            return read;
        }
    }

    /// The number a statement gives; 0 when it gives none.
    static long number(Connection connection, String text, Object... values) throws SQLException {
        List<Long> found = rows(connection, row -> row.getLong(1), text, values);
        return found.isEmpty() ? 0 : found.getFirst();
    }

    private static PreparedStatement prepared(Connection connection, String text, Object... values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text);
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            statement.setObject(i + 1, value instanceof Instant at ? at.toEpochMilli() : value);
        }
        return statement;
    }
}
