package stanchion.gateway.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// What is kept, and for how long.
final class Retention {
    /// A month more than regulation 9 wants to be seen.
    static final int MONTHS = 13;

    /// 25 a day.
    static final int MOST_SESSIONS = 10_000;

    /// Rows without a time, of starts of the machine that are over.
    static final int MOST_UNTIMED = 2_000;

    private static final int WEAR_DAYS = 400;

    private Retention() {}

    /// The first moment that is kept.
    static Instant first(Instant now) {
        return now.atOffset(ZoneOffset.UTC)
                .minusMonths(MONTHS)
                .truncatedTo(ChronoUnit.DAYS)
                .toInstant();
    }

    static void forget(Connection connection, Instant now) throws SQLException {
        Instant first = first(now);
        delete(connection, "DELETE FROM quarter WHERE number < ?", QuarterHour.number(first));
        delete(
                connection,
                "DELETE FROM session WHERE start_utc < ? AND reason <> ''",
                first.toEpochMilli());
        delete(connection, "DELETE FROM wear WHERE day < ?", day(now) - WEAR_DAYS);
        bound(connection);
    }

    /// What has to go although nobody knows how old it is.
    static void bound(Connection connection) throws SQLException {
        delete(
                connection,
                "DELETE FROM session WHERE id <= (SELECT MAX(id) FROM session) - ?",
                MOST_SESSIONS);
        delete(
                connection,
                "DELETE FROM untimed WHERE rowid <= (SELECT MAX(rowid) FROM untimed) - ?",
                MOST_UNTIMED);
    }

    /// All but the mark and the wear.
    static long forgetAll(Connection connection) throws SQLException {
        long rows = 0;
        try (Statement statement = connection.createStatement()) {
            for (String table : List.of("quarter", "session", "untimed")) {
                rows += statement.executeUpdate("DELETE FROM " + table);
            }
        }
        return rows;
    }

    static long day(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), 86_400L);
    }

    private static void delete(Connection connection, String statement, long value)
            throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(statement)) {
            delete.setLong(1, value);
            delete.executeUpdate();
        }
    }
}
