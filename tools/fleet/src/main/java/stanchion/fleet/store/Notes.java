package stanchion.fleet.store;

import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import stanchion.fleet.FleetException;

/// The tables of what is wrong, and of who did what.
final class Notes {
    private final Connections connections;

    Notes(Connections connections) {
        this.connections = connections;
    }

    boolean raise(Alert alert) throws FleetException {
        return connections.in(connection ->
                Sql.change(
                                connection,
                                """
                                insert into alerts values (?, ?, ?, ?)
                                on conflict (device, kind) do nothing\
                                """,
                                alert.about(),
                                alert.kind().name(),
                                alert.detail(),
                                alert.at())
                        > 0);
    }

    void settle(String about) throws FleetException {
        connections.in(
                connection -> Sql.change(connection, "delete from alerts where device = ?", about));
    }

    SortedSet<String> alarmed(Alert.Kind kind) throws FleetException {
        return connections.in(connection ->
                new TreeSet<>(
                        Sql.rows(
                                connection,
                                row -> row.getString(1),
                                "select device from alerts where kind = ?",
                                kind.name())));
    }

    List<Alert> alerts(int most) throws FleetException {
        return connections.in(connection ->
                Sql.rows(
                        connection,
                        row ->
                                new Alert(
                                        row.getString("device"),
                                        Alert.Kind.valueOf(row.getString("kind")),
                                        row.getString("detail"),
                                        Instant.ofEpochMilli(row.getLong("at"))),
                        "select * from alerts order by at desc, device limit ?",
                        most));
    }

    void note(AuditEntry entry) throws FleetException {
        connections.in(connection ->
                Sql.change(
                        connection,
                        "insert into audit (at, who, what) values (?, ?, ?)",
                        entry.at(),
                        entry.who(),
                        entry.what()));
    }

    List<AuditEntry> trail(int most) throws FleetException {
        return connections.in(connection ->
                Sql.rows(
                        connection,
                        row ->
                                new AuditEntry(
                                        Instant.ofEpochMilli(row.getLong("at")),
                                        row.getString("who"),
                                        row.getString("what")),
                        "select at, who, what from audit order by nr desc limit ?",
                        most));
    }
}
