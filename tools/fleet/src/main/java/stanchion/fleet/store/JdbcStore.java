package stanchion.fleet.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import stanchion.fleet.FleetException;
import stanchion.update.Channel;

/// The store in a database, plain SQL that both kinds understand; each group of tables has its own
/// class.
final class JdbcStore implements FleetStore {
    /// Whoever makes tables holds this lock, whoever decides the next one.
    static final long LOCK = 0x5374616e6368696fL;

    private final Connections connections;
    private final Devices devices;
    private final Rollouts rollouts;
    private final Wishes wishes;
    private final Notes notes;
    private final Leads leads;

    private JdbcStore(String url, Dialect dialect) {
        String options = dialect == Dialect.SQLITE ? "?transaction_mode=IMMEDIATE" : "";
        this.connections = new Connections(url + options, dialect);
        this.devices = new Devices(connections);
        this.rollouts = new Rollouts(connections);
        this.wishes = new Wishes(connections);
        this.notes = new Notes(connections);
        this.leads = new Leads(connections, dialect, url);
    }

    static FleetStore open(String url, Dialect dialect) throws FleetException {
        JdbcStore store = new JdbcStore(url, dialect);
        store.connections.in(connection -> Schema.bring(connection, dialect));
        return store;
    }

    @Override
    public void told(UpdateTold told, Instant heard) throws FleetException {
        devices.told(told, heard);
    }

    @Override
    public void booted(BootTold told, Instant heard) throws FleetException {
        devices.booted(told, heard);
    }

    @Override
    public Optional<DeviceRow> device(String device) throws FleetException {
        return devices.device(device);
    }

    @Override
    public List<Census> census() throws FleetException {
        return devices.census();
    }

    @Override
    public void certificate(String device, String thumbprint, String pem) throws FleetException {
        devices.certificate(device, thumbprint, pem);
    }

    @Override
    public List<String> certificates(String device) throws FleetException {
        return devices.certificates(device);
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
        return wishes.channels();
    }

    @Override
    public void channel(Channel channel, long targets) throws FleetException {
        wishes.channel(channel, targets);
    }

    @Override
    public SortedSet<Long> assignable() throws FleetException {
        return wishes.assignable();
    }

    @Override
    public void assignable(SortedSet<Long> versions) throws FleetException {
        wishes.assignable(versions);
    }

    @Override
    public List<PinRow> pins() throws FleetException {
        return wishes.pins();
    }

    @Override
    public boolean pin(String device, long targets, PinRow.Why why) throws FleetException {
        return wishes.pin(device, targets, why);
    }

    @Override
    public void unpin(String device, PinRow.Why why) throws FleetException {
        wishes.unpin(device, why);
    }

    @Override
    public boolean raise(Alert alert) throws FleetException {
        return notes.raise(alert);
    }

    @Override
    public void settle(String about) throws FleetException {
        notes.settle(about);
    }

    @Override
    public SortedSet<String> alarmed(Alert.Kind kind) throws FleetException {
        return notes.alarmed(kind);
    }

    @Override
    public List<Alert> alerts(int most) throws FleetException {
        return notes.alerts(most);
    }

    @Override
    public void note(AuditEntry entry) throws FleetException {
        notes.note(entry);
    }

    @Override
    public List<AuditEntry> trail(int most) throws FleetException {
        return notes.trail(most);
    }

    @Override
    public Optional<Lead> lead() throws FleetException {
        return leads.lead();
    }

    @Override
    public void close() {
        connections.close();
    }
}
