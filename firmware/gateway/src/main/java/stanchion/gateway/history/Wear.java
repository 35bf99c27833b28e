package stanchion.gateway.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// How often the history is written: flash memory wears out. Days are counted from 1970, day 0 is
/// that of an unknown time.
final class Wear {
    private Wear() {}

    static void count(Connection connection, long day) throws SQLException {
        try (PreparedStatement count =
                connection.prepareStatement(
                        "INSERT INTO wear(day, commits) VALUES(?, 1)"
                                + " ON CONFLICT DO UPDATE SET commits = commits + 1")) {
            count.setLong(1, day);
            count.executeUpdate();
        }
    }

    static long of(Connection connection, long day) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT commits FROM wear WHERE day = ?")) {
            query.setLong(1, day);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }
}
