package stanchion.gateway.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import stanchion.gateway.history.Energies.Channel;
import stanchion.units.Uptime;

/// The rows with energy in them: quarter-hours, what has no time yet, and the mark.
final class EnergyRows {
    private static final int CHANNELS = Channel.values().length;
    private static final String PLACES = "?, ".repeat(CHANNELS);
    private static final String MORE =
            Arrays.stream(Channel.values())
                    .map(one -> one.column() + " = " + one.column() + " + excluded." + one.column())
                    .collect(Collectors.joining(", "));

    /// Energy, and how much of it was estimated.
    record Counted(Energies energy, long estimated) {
        Counted plus(Counted other) {
            return new Counted(energy.plus(other.energy), estimated + other.estimated);
        }
    }

    private EnergyRows() {}

    /// Adds to a quarter-hour.
    static void add(Connection connection, long quarter, Counted more) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "INSERT INTO quarter(number, "
                                + HistoryTables.CHANNELS
                                + ", estimated) VALUES(?, "
                                + PLACES
                                + "?) ON CONFLICT DO UPDATE SET "
                                + MORE
                                + ", estimated = estimated + excluded.estimated")) {
            statement.setLong(1, quarter);
            counted(statement, 2, more);
            statement.executeUpdate();
        }
    }

    /// Adds to what has no time yet.
    static void add(Connection connection, Untimed key, Counted more) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "INSERT INTO untimed(machine, second, session, "
                                + HistoryTables.CHANNELS
                                + ", estimated) VALUES(?, ?, ?, "
                                + PLACES
                                + "?) ON CONFLICT DO UPDATE SET "
                                + MORE
                                + ", estimated = estimated + excluded.estimated")) {
            statement.setString(1, key.machine());
            statement.setLong(2, key.second());
            statement.setLong(3, key.session());
            counted(statement, 4, more);
            statement.executeUpdate();
        }
    }

    private static void counted(PreparedStatement statement, int at, Counted counted)
            throws SQLException {
        energies(statement, at, counted.energy);
        statement.setLong(at + CHANNELS, counted.estimated);
    }

    private static void energies(PreparedStatement statement, int at, Energies energies)
            throws SQLException {
        int place = at;
        for (Channel channel : Channel.values()) {
            statement.setLong(place++, energies.micro(channel));
        }
    }

    private static Energies energies(ResultSet row, int at) throws SQLException {
        long[] micro = new long[CHANNELS];
        for (int i = 0; i < CHANNELS; i++) {
            micro[i] = row.getLong(at + i);
        }
        return Energies.of(micro);
    }

    /// Quarter-hours from a number on, in order.
    static List<QuarterHour> quarters(Connection connection, long from, long before, int atMost)
            throws SQLException {
        List<QuarterHour> found = new ArrayList<>();
        try (PreparedStatement query =
                connection.prepareStatement(
                        "SELECT number, "
                                + HistoryTables.CHANNELS
                                + ", estimated FROM quarter"
                                + " WHERE number >= ? AND number < ? ORDER BY number LIMIT ?")) {
            query.setLong(1, from);
            query.setLong(2, before);
            query.setInt(3, atMost);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(
                            new QuarterHour(
                                    QuarterHour.start(row.getLong(1)),
                                    energies(row, 2),
                                    row.getLong(2 + CHANNELS)));
                }
            }
        }
        return found;
    }

    /// What has no time, of one start of the machine.
    static Map<Untimed, Counted> untimed(Connection connection, String machine)
            throws SQLException {
        Map<Untimed, Counted> found = new LinkedHashMap<>();
        try (PreparedStatement query =
                connection.prepareStatement(
                        "SELECT second, session, "
                                + HistoryTables.CHANNELS
                                + ", estimated FROM untimed WHERE machine = ? ORDER BY second")) {
            query.setString(1, machine);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.put(
                            new Untimed(machine, row.getLong(1), row.getLong(2)),
                            new Counted(energies(row, 3), row.getLong(3 + CHANNELS)));
                }
            }
        }
        return found;
    }

    static void write(Connection connection, Mark mark) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "INSERT OR REPLACE INTO mark(one, machine, at, utc, "
                                + HistoryTables.CHANNELS
                                + ") VALUES(1, ?, ?, ?, "
                                + PLACES.substring(0, PLACES.length() - 2)
                                + ")")) {
            statement.setString(1, mark.machine());
            statement.setLong(2, mark.at().nanos());
            SessionRow.moment(statement, 3, mark.utc());
            energies(statement, 4, mark.energies());
            statement.executeUpdate();
        }
    }

    static Optional<Mark> mark(Connection connection) throws SQLException {
        try (PreparedStatement query =
                        connection.prepareStatement(
                                "SELECT machine, at, utc, "
                                        + HistoryTables.CHANNELS
                                        + " FROM mark");
                ResultSet row = query.executeQuery()) {
            return row.next()
                    ? Optional.of(
                            new Mark(
                                    row.getString(1),
                                    new Uptime(row.getLong(2)),
                                    SessionRow.moment(row, 3),
                                    energies(row, 4)))
                    : Optional.empty();
        }
    }
}
