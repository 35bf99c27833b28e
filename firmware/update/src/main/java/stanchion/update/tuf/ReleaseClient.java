package stanchion.update.tuf;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import stanchion.boot.Refused;
import stanchion.boot.Root;
import stanchion.boot.Targets;
import stanchion.update.Assignment;
import stanchion.update.Releases;
import stanchion.update.Trusted;
import stanchion.update.UpdateRefusal;
import stanchion.update.UpdateRefused;

/// What a charger asks of [TufClient]: which versions there are, and who gets which.
///
/// It verifies what has changed and no more: four signatures for a new release and one for its
/// assignment, one or two for a new timestamp and snapshot, none when nothing is new.
public final class ReleaseClient {
    private final TufClient client;

    public ReleaseClient(TufClient.Ports ports) {
        this.client = new TufClient(new StrictDialect(), ports);
    }

    /// Brings everything up to date.
    ///
    /// @param clock no earlier than anything the caller knows; a timestamp that was signed later
    ///   and is trusted moves it on, so that a clock set back revives nothing
    /// @throws UpdateRefused when something is not believed
    /// @throws IOException when the source or the store fails; asking again later may help
    public Trusted refresh(Instant clock) throws IOException, UpdateRefused {
        Instant now = later(clock);
        Verified<Signed.TargetsRole> targets = client.refresh(now);
        Delegation delegation = assigner(targets.content());
        Verified<Signed.TargetsRole> assignment = client.delegated(delegation, now);
        checkScope(delegation, assignment.content());
        byte[] file = targets.file();
        return new Trusted(
                root(),
                Releases.read(file, StrictDialect.signed(Targets.FILE, file)),
                Assignment.read(StrictDialect.signed(Assignment.FILE, assignment.file())));
    }

    /// Whether a timestamp was ever trusted here, by whatever keys.
    public boolean hasEverTrusted() throws IOException {
        return client.hasEverTrusted();
    }

    private Instant later(Instant clock) throws IOException, UpdateRefused {
        Optional<Instant> made = client.trustedTimestamp().flatMap(Signed.TimestampRole::made);
        return made.isPresent() && made.get().isAfter(clock) ? made.get() : clock;
    }

    private static Delegation assigner(Signed.TargetsRole targets) throws UpdateRefused {
        for (Delegation delegation : targets.delegations()) {
            if (delegation.role().equals(Assignment.ROLE)) {
                return delegation;
            }
        }
        throw new UpdateRefused(
                UpdateRefusal.DELEGATION, Targets.FILE + ": nobody may assign versions");
    }

    private static void checkScope(Delegation delegation, Signed.TargetsRole role)
            throws UpdateRefused {
        for (String name : role.targets().keySet()) {
            if (!delegation.scope().holds(name)) {
                throw new UpdateRefused(
                        UpdateRefusal.DELEGATION, Assignment.FILE + ": may not name " + name);
            }
        }
    }

    private Root root() throws IOException, UpdateRefused {
        byte[] file = client.trustedRoot().file();
        try {
            return Root.read(StrictDialect.signed("root.json", file));
        } catch (Refused refused) {
            throw UpdateRefused.reading("root.json", refused);
        }
    }
}
