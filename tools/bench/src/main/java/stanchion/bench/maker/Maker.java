package stanchion.bench.maker;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import stanchion.boot.Targets;
import stanchion.release.Firmware;
import stanchion.release.Plan;
import stanchion.release.ReleaseException;
import stanchion.release.keys.KeySet;
import stanchion.release.sign.Assignments;
import stanchion.release.sign.SlotSigning;
import stanchion.sim.scenario.Verb.Flaw;
import stanchion.update.Channel;

/// Whoever made the charger of a bench: signs versions into a repository, with the keys that stand
/// in the device's folder, and says that its charger gets them.
final class Maker {
    private final Path home;
    private final Path keys;
    private final Path folder;
    private int signed;

    /// @param home the built project
    /// @param keys of the charger's maker
    /// @param folder for slots and repository
    Maker(Path home, Path keys, Path folder) {
        this.home = home;
        this.keys = keys;
        this.folder = folder;
    }

    Path repository() {
        return folder.resolve("repository");
    }

    /// Signs a version; every channel gets it.
    ///
    /// @return the version of its targets
    long release(String version, Flaw flaw) throws ReleaseException {
        return release(version, Versions.of(home, version, flaw));
    }

    /// Signs one that is long to download; every channel gets it.
    ///
    /// @return the version of its targets
    long releaseLarge(String version) throws ReleaseException {
        return release(version, Versions.large(home, version));
    }

    private long release(String version, Firmware firmware) throws ReleaseException {
        signed++;
        SlotSigning.Order order =
                new SlotSigning.Order(
                        firmware,
                        0,
                        folder.resolve(signed + "-" + version),
                        Optional.of(repository()),
                        Instant.now(),
                        SlotSigning.Randomness.HEDGED);
        Targets targets = SlotSigning.sign(KeySet.open(keys), order, Maker::nobody);
        assign(targets.version());
        return targets.version();
    }

    private void assign(long targets) throws ReleaseException {
        Assignments assignments = Assignments.open(repository(), keys, Maker::nobody);
        Plan plan = assignments.plan();
        Plan next = plan;
        for (Channel channel : Channel.values()) {
            next = next.with(channel, targets);
        }
        if (!next.equals(plan)) {
            assignments.write(next, Instant.now());
        }
    }

    private static char[] nobody(String key, String holder) throws ReleaseException {
        throw new ReleaseException(key + ": a bench knows no passphrase");
    }
}
