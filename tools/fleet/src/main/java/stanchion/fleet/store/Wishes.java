package stanchion.fleet.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import stanchion.fleet.FleetException;
import stanchion.update.Channel;

/// The tables of what somebody wants: versions of channels and of single chargers, and which there
/// are.
final class Wishes {
    private final Connections connections;

    Wishes(Connections connections) {
        this.connections = connections;
    }

    Map<Channel, Long> channels() throws FleetException {
        return connections.in(connection -> {
            Map<Channel, Long> channels = new EnumMap<>(Channel.class);
            Sql.rows(
                    connection,
                    row ->
                            channels.put(
                                    Channel.named(row.getString(1)).orElseThrow(), row.getLong(2)),
                    "select name, targets from channels");
            return channels;
        });
    }

    void channel(Channel channel, long targets) throws FleetException {
        connections.in(connection ->
                Sql.change(
                        connection,
                        """
                        insert into channels values (?, ?)
                        on conflict (name) do update set targets = excluded.targets\
                        """,
                        channel.text(),
                        targets));
    }

    SortedSet<Long> assignable() throws FleetException {
        return connections.in(connection ->
                new TreeSet<>(
                        Sql.rows(
                                connection,
                                row -> row.getLong(1),
                                "select targets from assignable")));
    }

    void assignable(SortedSet<Long> versions) throws FleetException {
        connections.in(connection -> {
            Sql.change(connection, "delete from assignable");
            for (long version : versions) {
                Sql.change(connection, "insert into assignable values (?)", version);
            }
            return versions.size();
        });
    }

    List<PinRow> pins() throws FleetException {
        return connections.in(connection ->
                Sql.rows(
                        connection,
                        row ->
                                new PinRow(
                                        row.getString("device"),
                                        row.getLong("targets"),
                                        row.getLong("serial"),
                                        PinRow.Why.valueOf(row.getString("why"))),
                        "select * from pins order by device"));
    }

    boolean pin(String device, long targets, PinRow.Why why) throws FleetException {
        return connections.in(connection -> {
            long others =
                    Sql.number(connection, "select count(*) from pins where device <> ?", device);
            if (others >= PinRow.MOST) {
                return false;
            }
            Sql.change(
                    connection,
                    """
                    insert into pins values (?, ?, ?, ?) on conflict (device) do update set
                        targets = excluded.targets, serial = excluded.serial,
                        why = excluded.why\
                    """,
                    device,
                    targets,
                    nextSerial(connection, device),
                    why.name());
            return true;
        });
    }

    /// Above every serial this charger was ever given, even by a store that was lost.
    private static long nextSerial(Connection connection, String device) throws SQLException {
        long obeyed = Sql.number(connection, "select serial from devices where id = ?", device);
        return Sql.number(
                connection,
                """
                insert into serials values (?, ?) on conflict (device) do update set serial =
                    case when serials.serial >= excluded.serial then serials.serial + 1
                    else excluded.serial end
                returning serial\
                """,
                device,
                obeyed + 1);
    }

    void unpin(String device, PinRow.Why why) throws FleetException {
        connections.in(connection ->
                Sql.change(
                        connection,
                        "delete from pins where device = ? and why = ?",
                        device,
                        why.name()));
    }
}
