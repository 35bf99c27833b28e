package stanchion.gateway.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import stanchion.gateway.history.EnergyRows.Counted;
import stanchion.gateway.history.SessionRecord.Edge;
import stanchion.units.Uptime;

/// Gives records the time that they were without, once: what has a time keeps it.
final class Placing {
    private static final long NANOS = 1_000_000_000L;

    private Placing() {}

    /// Places everything of this start of the machine.
    ///
    /// @return how many rows had no time
    static int place(Connection connection, Setting setting) throws SQLException {
        Map<Untimed, Counted> waiting = EnergyRows.untimed(connection, setting.machine());
        for (Map.Entry<Untimed, Counted> one : waiting.entrySet()) {
            place(connection, setting, one);
        }
        delete(connection, setting.machine());
        int sessions = 0;
        for (SessionRow row :
                SessionRow.read(
                        connection,
                        "WHERE start_machine = ?1 AND start_utc IS NULL"
                                + " OR end_machine = ?1 AND end_utc IS NULL",
                        setting.machine())) {
            row.start = timed(row.start, setting);
            row.end = timed(row.end, setting);
            if (!row.reason.isEmpty()) {
                row.settle(setting.tariff());
            }
            row.write(connection);
            sessions++;
        }
        return waiting.size() + sessions;
    }

    private static void place(
            Connection connection, Setting setting, Map.Entry<Untimed, Counted> one)
            throws SQLException {
        Untimed key = one.getKey();
        Instant utc = setting.utc().apply(new Uptime(key.second() * NANOS)).orElseThrow();
        EnergyRows.add(connection, QuarterHour.number(utc), one.getValue());
        Optional<SessionRow> session =
                SessionRow.read(connection, "WHERE id = ?", key.session()).stream().findFirst();
        if (session.isPresent()) {
            long imported = one.getValue().energy().imported();
            session.get().untimed -= imported;
            session.get().count(setting.tariff().at(utc), imported);
            session.get().write(connection);
        }
    }

    private static Edge timed(Edge edge, Setting setting) {
        return edge.utc().isEmpty() && edge.machine().equals(setting.machine())
                ? new Edge(edge.machine(), edge.at(), setting.utc().apply(edge.at()))
                : edge;
    }

    private static void delete(Connection connection, String machine) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM untimed WHERE machine = ?")) {
            statement.setString(1, machine);
            statement.executeUpdate();
        }
    }
}
