package stanchion.gateway.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stanchion.gateway.history.SessionRecord.Edge;
import stanchion.units.Uptime;
import stanchion.units.WattHours;
import stanchion.units.Watts;

/// A session's row while it is worked on; for one thread.
final class SessionRow {
    private static final double MICRO = 1e6;
    private static final String COLUMNS =
            "id, boot, number, start_machine, start_at, start_utc, end_machine, end_at, end_utc,"
                    + " start_register, imported, exported, peak, in_peak, off_peak, untimed,"
                    + " reason";

    final long boot;
    final long number;
    final long startRegister;
    long id;
    Edge start;
    Edge end;
    long imported;
    long exported;
    double peak;
    long inPeak;
    long offPeak;
    long untimed;
    String reason = "";

    SessionRow(long boot, long number, Edge start, long startRegister) {
        this.boot = boot;
        this.number = number;
        this.start = start;
        this.end = start;
        this.startRegister = startRegister;
    }

    SessionRecord told() {
        return new SessionRecord(
                id,
                number,
                start,
                end,
                wattHours(imported),
                wattHours(exported),
                new Watts(peak),
                wattHours(inPeak),
                wattHours(offPeak),
                reason);
    }

    private static WattHours wattHours(long micro) {
        return new WattHours(micro / MICRO);
    }

    /// Energy of which the quarter-hours say nothing more counts where the session ended.
    void settle(Tariff tariff) {
        long rest = imported - inPeak - offPeak - untimed;
        if (rest > 0 && end.utc().isPresent()) {
            count(tariff.at(end.utc().get()), rest);
        }
    }

    void count(Tariff.Period period, long micro) {
        switch (period) {
            case PEAK -> inPeak += micro;
            case OFF_PEAK -> offPeak += micro;
        }
    }

    /// Writes the row anew, and knows its id then.
    void write(Connection connection) throws SQLException {
        String values = "(" + "?, ".repeat(16) + "?)";
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "INSERT OR REPLACE INTO session("
                                + COLUMNS
                                + ") VALUES"
                                + values
                                + " RETURNING id")) {
            if (id > 0) {
                statement.setLong(1, id);
            } else {
                statement.setNull(1, Types.INTEGER);
            }
            statement.setLong(2, boot);
            statement.setLong(3, number);
            edge(statement, 4, start);
            edge(statement, 7, end);
            long[] counts = {startRegister, imported, exported};
            for (int i = 0; i < counts.length; i++) {
                statement.setLong(10 + i, counts[i]);
            }
            statement.setDouble(13, peak);
            statement.setLong(14, inPeak);
            statement.setLong(15, offPeak);
            statement.setLong(16, untimed);
            statement.setString(17, reason);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                id = row.getLong(1);
            }
        }
    }

    private static void edge(PreparedStatement statement, int at, Edge edge) throws SQLException {
        statement.setString(at, edge.machine());
        statement.setLong(at + 1, edge.at().nanos());
        moment(statement, at + 2, edge.utc());
    }

    static void moment(PreparedStatement statement, int at, Optional<Instant> utc)
            throws SQLException {
        if (utc.isPresent()) {
            statement.setLong(at, utc.get().toEpochMilli());
        } else {
            statement.setNull(at, Types.INTEGER);
        }
    }

    static Optional<Instant> moment(ResultSet row, int at) throws SQLException {
        long millis = row.getLong(at);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    /// Reads rows.
    ///
    /// @param rest what follows `FROM session`
    static List<SessionRow> read(Connection connection, String rest, Object... parameters)
            throws SQLException {
        List<SessionRow> rows = new ArrayList<>();
        try (PreparedStatement query =
                connection.prepareStatement("SELECT " + COLUMNS + " FROM session " + rest)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setObject(i + 1, parameters[i]);
            }
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    rows.add(read(row));
                }
            }
        }
        return rows;
    }

    private static SessionRow read(ResultSet row) throws SQLException {
        SessionRow read =
                new SessionRow(row.getLong(2), row.getLong(3), edge(row, 4), row.getLong(10));
        read.id = row.getLong(1);
        read.end = edge(row, 7);
        read.imported = row.getLong(11);
        read.exported = row.getLong(12);
        read.peak = row.getDouble(13);
        read.inPeak = row.getLong(14);
        read.offPeak = row.getLong(15);
        read.untimed = row.getLong(16);
        read.reason = row.getString(17);
        return read;
    }

    private static Edge edge(ResultSet row, int at) throws SQLException {
        return new Edge(row.getString(at), new Uptime(row.getLong(at + 1)), moment(row, at + 2));
    }
}
