package stanchion.fleet.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import stanchion.fleet.FleetException;
import stanchion.update.Channel;

/// The store in a database, plain SQL that both kinds understand.
final class JdbcStore implements FleetStore {
    /// Whoever makes tables holds this lock, whoever decides the next one.
    static final long LOCK = 0x5374616e6368696fL;

    private static final int CERTIFICATES = 4;
    private static final int SECONDS = 2;
    private static final String FILE = "jdbc:sqlite:";

    private final Connections connections;
    private final Dialect dialect;
    private final String url;
    private final Rollouts rollouts;

    private JdbcStore(String url, Dialect dialect) {
        this.url = url;
        this.dialect = dialect;
        String options = dialect == Dialect.SQLITE ? "?transaction_mode=IMMEDIATE" : "";
        this.connections = new Connections(url + options, dialect);
        this.rollouts = new Rollouts(connections);
    }

    static FleetStore open(String url, Dialect dialect) throws FleetException {
        JdbcStore store = new JdbcStore(url, dialect);
        store.connections.in(connection -> Schema.bring(connection, dialect));
        return store;
    }

    @Override
    public void told(UpdateTold told, Instant heard) throws FleetException {
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

    @Override
    public void booted(BootTold told, Instant heard) throws FleetException {
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

    @Override
    public Optional<DeviceRow> device(String device) throws FleetException {
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

    @Override
    public List<Census> census() throws FleetException {
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

    @Override
    public void certificate(String device, String thumbprint, String pem) throws FleetException {
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

    @Override
    public List<String> certificates(String device) throws FleetException {
        return connections.in(connection ->
                Sql.rows(
                        connection,
                        row -> row.getString(1),
                        "select pem from certificates where device = ?"
                                + " order by nr desc limit "
                                + CERTIFICATES,
                        device));
    }

    @Override
    public void rollout(RolloutRow row) throws FleetException {
        rollouts.put(row);
    }

    @Override
    public List<RolloutRow> rollouts() throws FleetException {
        return rollouts.all();
    }

    @Override
    public void enlist(RolloutRow rollout) throws FleetException {
        rollouts.enlist(rollout);
    }

    @Override
    public Counts counts(RolloutRow rollout, Instant silentBefore) throws FleetException {
        return rollouts.counts(rollout, silentBefore);
    }

    @Override
    public Map<Channel, Long> channels() throws FleetException {
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

    @Override
    public void channel(Channel channel, long targets) throws FleetException {
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

    @Override
    public SortedSet<Long> assignable() throws FleetException {
        return connections.in(connection ->
                new TreeSet<>(
                        Sql.rows(
                                connection,
                                row -> row.getLong(1),
                                "select targets from assignable")));
    }

    @Override
    public void assignable(SortedSet<Long> versions) throws FleetException {
        connections.in(connection -> {
            Sql.change(connection, "delete from assignable");
            for (long version : versions) {
                Sql.change(connection, "insert into assignable values (?)", version);
            }
            return versions.size();
        });
    }

    @Override
    public List<PinRow> pins() throws FleetException {
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

    @Override
    public boolean pin(String device, long targets, PinRow.Why why) throws FleetException {
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

    @Override
    public void unpin(String device, PinRow.Why why) throws FleetException {
        connections.in(connection ->
                Sql.change(
                        connection,
                        "delete from pins where device = ? and why = ?",
                        device,
                        why.name()));
    }

    @Override
    public boolean raise(Alert alert) throws FleetException {
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

    @Override
    public void settle(String about) throws FleetException {
        connections.in(
                connection -> Sql.change(connection, "delete from alerts where device = ?", about));
    }

    @Override
    public List<Alert> alerts(int most) throws FleetException {
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

    @Override
    public SortedSet<String> alarmed(Alert.Kind kind) throws FleetException {
        return connections.in(connection ->
                new TreeSet<>(
                        Sql.rows(
                                connection,
                                row -> row.getString(1),
                                "select device from alerts where kind = ?",
                                kind.name())));
    }

    @Override
    public void note(AuditEntry entry) throws FleetException {
        connections.in(connection ->
                Sql.change(
                        connection,
                        "insert into audit (at, who, what) values (?, ?, ?)",
                        entry.at(),
                        entry.who(),
                        entry.what()));
    }

    @Override
    public List<AuditEntry> trail(int most) throws FleetException {
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

    @Override
    public Optional<Lead> lead() throws FleetException {
        try {
            return dialect == Dialect.SQLITE ? fileLock() : advisoryLock();
        } catch (SQLException | IOException failed) {
            throw new FleetException("store " + connections.shown() + ": no lock", failed);
        }
    }

    private Optional<Lead> advisoryLock() throws SQLException {
        Connection own = connections.make();
        List<Boolean> got =
                Sql.rows(own, row -> row.getBoolean(1), "select pg_try_advisory_lock(?)", LOCK + 1);
        if (got.equals(List.of(true))) {
            return Optional.of(new ConnectionLead(own));
        }
        own.close();
        return Optional.empty();
    }

    /// Given back by name, because the server ends a session some time after its connection; where
    /// that fails it ends with the session.
    private record ConnectionLead(Connection own) implements Lead {
        @Override
        public boolean holds() {
            try {
                return own.isValid(SECONDS);
            } catch (SQLException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        public void close() {
            try (own) {
                Sql.rows(own, row -> row.getBoolean(1), "select pg_advisory_unlock(?)", LOCK + 1);
            } catch (SQLException broken) {
                // the server ends the lock of a broken connection by itself
                return;
            }
        }
    }

    private Optional<Lead> fileLock() throws IOException {
        Path file = Path.of(url.substring(FILE.length()) + ".lead");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(new FileLead(channel));
            }
        } catch (OverlappingFileLockException here) {
            // another worker of this very process has it
            channel.close();
        }
        channel.close();
        return Optional.empty();
    }

    /// Ends with its process.
    private record FileLead(FileChannel channel) implements Lead {
        @Override
        public boolean holds() {
            return channel.isOpen();
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException broken) {
                // the system ends the lock with the process
                return;
            }
        }
    }

    @Override
    public void close() {
        connections.close();
    }
}
