package stanchion.fleet.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import stanchion.fleet.FleetException;

/// The tables of chargers: what they said, and by which certificates they are known.
final class Devices {
    private static final int CERTIFICATES = 4;

    private final Connections connections;

    Devices(Connections connections) {
        this.connections = connections;
    }

    void told(UpdateTold told, Instant heard) throws FleetException {
        connections.in(connection -> told(connection, told, heard));
    }

    private static boolean told(Connection connection, UpdateTold told, Instant heard)
            throws SQLException {
        meet(connection, told.device(), heard);
        UpdateTold.Doing doing = told.doing();
        int newer =
                Sql.change(
                        connection,
                        """
                        update devices set said = ?, channel = ?, state = ?, waiting = ?,
                            firmware = ?, targets = ?, sha256 = ?, offered = ?, serial = ?
                        where id = ? and said <= ?\
                        """,
                        told.at(),
                        doing.channel().text(),
                        doing.state(),
                        doing.waitingFor().orElse(""),
                        told.installed().firmware(),
                        told.installed().targets(),
                        told.installed().sha256(),
                        doing.offered().orElse(0L),
                        doing.serial(),
                        told.device(),
                        told.at());
        if (newer > 0) {
            Sql.change(connection, "delete from gave_up where device = ?", told.device());
            for (UpdateTold.GaveUp one : told.gaveUp()) {
                Sql.change(
                        connection,
                        "insert into gave_up values (?, ?, ?) on conflict do nothing",
                        told.device(),
                        one.targets(),
                        one.cause());
            }
        }
        return newer > 0;
    }

    /// The row of a charger, made when it was never heard of.
    private static void meet(Connection connection, String device, Instant heard)
            throws SQLException {
        Sql.change(
                connection,
                """
                insert into devices values (?, ?, '', 0, '', '', '', 0, '', 0, 0, 0, 0, 0, '', 1)
                on conflict (id) do update set heard =
                    case when excluded.heard > devices.heard then excluded.heard
                    else devices.heard end\
                """,
                device,
                heard);
    }

    void booted(BootTold told, Instant heard) throws FleetException {
        connections.in(connection -> {
            meet(connection, told.device(), heard);
            return Sql.change(
                    connection,
                    """
                    update devices set boot_said = ?, boot_targets = ?, boot_epoch = ?,
                        boot_verifier = ?, boot_sane = ?
                    where id = ? and boot_said <= ?\
                    """,
                    told.at(),
                    told.targets(),
                    told.epoch(),
                    told.verifier(),
                    told.sane() ? 1 : 0,
                    told.device(),
                    told.at());
        });
    }

    Optional<DeviceRow> device(String device) throws FleetException {
        return connections.in(connection ->
                Sql.rows(
                                connection,
                                row ->
                                        new DeviceRow(
                                                row.getString("id"),
                                                Instant.ofEpochMilli(row.getLong("heard")),
                                                row.getString("channel"),
                                                row.getString("state"),
                                                row.getString("firmware"),
                                                row.getLong("targets"),
                                                row.getLong("serial"),
                                                row.getLong("boot_targets"),
                                                row.getLong("boot_epoch")),
                                "select * from devices where id = ?",
                                device)
                        .stream()
                        .findFirst());
    }

    List<Census> census() throws FleetException {
        return connections.in(connection ->
                Sql.rows(
                        connection,
                        row ->
                                new Census(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getLong(3),
                                        row.getString(4),
                                        row.getLong(5)),
                        """
                        select channel, firmware, targets, state, count(*) from devices
                        group by channel, firmware, targets, state
                        order by targets, channel, state\
                        """));
    }

    void certificate(String device, String thumbprint, String pem) throws FleetException {
        connections.in(connection ->
                Sql.change(
                        connection,
                        """
                        insert into certificates (device, thumbprint, pem) values (?, ?, ?)
                        on conflict (device, thumbprint) do nothing\
                        """,
                        device,
                        thumbprint,
                        pem));
    }

    List<String> certificates(String device) throws FleetException {
        return connections.in(connection ->
                Sql.rows(
                        connection,
                        row -> row.getString(1),
                        "select pem from certificates where device = ?"
                                + " order by nr desc limit "
                                + CERTIFICATES,
                        device));
    }
}
