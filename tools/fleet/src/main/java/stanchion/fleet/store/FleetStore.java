package stanchion.fleet.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import stanchion.fleet.FleetException;
import stanchion.update.Channel;

/// What is known of a fleet, shared by all its workers. Everything may be told twice.
///
/// Two kinds keep one contract: PostgreSQL for a fleet, SQLite for a bench, see [StoreAddress].
public interface FleetStore extends AutoCloseable {
    /// Takes what a charger says of its update, unless it has said something later already.
    ///
    /// @param heard by the server's clock
    void told(UpdateTold told, Instant heard) throws FleetException;

    /// Takes a boot report that was found genuine, unless a later one is known.
    void booted(BootTold told, Instant heard) throws FleetException;

    Optional<DeviceRow> device(String device) throws FleetException;

    /// How many chargers run which version, and what they do.
    List<Census> census() throws FleetException;

    /// Makes a certificate of a charger known, PEM.
    void certificate(String device, String thumbprint, String pem) throws FleetException;

    /// The certificates of a charger, the latest first, a few at most.
    List<String> certificates(String device) throws FleetException;

    /// Begins or changes a rollout.
    void rollout(RolloutRow row) throws FleetException;

    /// All rollouts, the oldest first.
    List<RolloutRow> rollouts() throws FleetException;

    /// Counts in the chargers of its channel that are not yet.
    void enlist(RolloutRow rollout) throws FleetException;

    /// What became of the chargers that a rollout has reached.
    ///
    /// @param silentBefore who was last heard in the middle of a try before this has failed
    Counts counts(RolloutRow rollout, Instant silentBefore) throws FleetException;

    /// What a channel runs at rest, where somebody has said so.
    Map<Channel, Long> channels() throws FleetException;

    void channel(Channel channel, long targets) throws FleetException;

    /// The versions that may be assigned, as the worker that decides has last found them in its
    /// repository; none before one has looked.
    SortedSet<Long> assignable() throws FleetException;

    void assignable(SortedSet<Long> versions) throws FleetException;

    /// Chargers with a version of their own.
    List<PinRow> pins() throws FleetException;

    /// Pins a charger under a serial above any it had.
    ///
    /// @return false when [PinRow#MOST] have one
    boolean pin(String device, long targets, PinRow.Why why) throws FleetException;

    /// Takes the pin away that is there for this reason.
    void unpin(String device, PinRow.Why why) throws FleetException;

    /// Says something is wrong; the same said twice counts once.
    ///
    /// @return whether it is new
    boolean raise(Alert alert) throws FleetException;

    /// What was wrong with a charger, or whatever an alert was about, is right again.
    void settle(String about) throws FleetException;

    /// What alerts of a kind are about.
    SortedSet<String> alarmed(Alert.Kind kind) throws FleetException;

    /// What is wrong now, the latest first.
    List<Alert> alerts(int most) throws FleetException;

    /// Writes down who did what.
    void note(AuditEntry entry) throws FleetException;

    /// The latest entries, the latest first.
    List<AuditEntry> trail(int most) throws FleetException;

    /// The right to decide, which one worker has at a time; nothing while another has it. Lost with
    /// the process or the connection that holds it.
    Optional<Lead> lead() throws FleetException;

    /// Holds the right to decide until it is closed.
    interface Lead extends AutoCloseable {
        /// Whether it is still held.
        boolean holds();

        @Override
        void close();
    }

    @Override
    void close();
}
