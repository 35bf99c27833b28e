package stanchion.update;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import stanchion.boot.Target;
import stanchion.boot.Targets;
import stanchion.boot.Verdict;
import stanchion.update.slot.Durable;
import stanchion.update.slot.Slots;
import stanchion.update.tuf.MetadataFolder;
import stanchion.update.tuf.MetadataSource;
import stanchion.update.tuf.ReleaseClient;
import stanchion.update.tuf.TufClient;
import stanchion.update.tuf.WaitingRoots;

/// Brings versions from the repository that the metadata source reads.
final class Fetching implements Supply {
    private final Slots slots;
    private final String device;
    private final MetadataSource metadata;
    private final ContentSource content;
    private final InstantSource clock;
    private final Path folder;
    private Optional<Trusted> trusted = Optional.empty();
    private Optional<Job> job = Optional.empty();
    private Optional<Targets> running = Optional.empty();

    Fetching(Slots slots, String device, Updater.Surroundings surroundings, InstantSource clock) {
        this.slots = slots;
        this.device = device;
        this.metadata = surroundings.metadata();
        this.content = surroundings.content();
        this.clock = clock;
        this.folder = slots.folders().update().resolve("content");
    }

    @Override
    public Optional<Wanted> look(Channel channel) throws IOException, UpdateRefused {
        Optional<Trusted> refreshed = refreshed();
        if (refreshed.isEmpty()) {
            return Optional.empty();
        }
        Trusted now = refreshed.get();
        trusted = refreshed;
        job = Optional.empty(); // what was downloaded stays, and is asked for by the newest names
        slots.promoteRoots();
        Optional<Order> order = now.assignment().orderFor(device, channel);
        return order.isEmpty() ? Optional.empty() : wanted(order.get(), now.releases());
    }

    /// What is trusted now; nothing where nobody has published anything yet, which is no refusal. A
    /// repository that was there once and is not any more is one.
    private Optional<Trusted> refreshed() throws IOException, UpdateRefused {
        ReleaseClient client = client();
        try {
            return Optional.of(client.refresh(now()));
        } catch (UpdateRefused refused) {
            if (refused.refusal() == UpdateRefusal.METADATA_MISSING && !client.hasEverTrusted()) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private ReleaseClient client() throws IOException {
        Path kept = slots.folders().update().resolve("metadata");
        Durable.folder(kept);
        return new ReleaseClient(
                new TufClient.Ports(
                        new Reachable(metadata),
                        new WaitingRoots(slots.folders().trust(), slots.folders().roots()),
                        new MetadataFolder(kept)));
    }

    /// Tells what could not be asked from what could not be stored.
    private record Reachable(MetadataSource asked) implements MetadataSource {
        @Override
        public Optional<byte[]> read(String name, int most) throws UnreachableException {
            try {
                return asked.read(name, most);
            } catch (IOException failed) {
                throw new UnreachableException(failed);
            }
        }

        @Override
        public Optional<byte[]> read(String name, int most, Earlier earlier)
                throws UnreachableException {
            try {
                return asked.read(name, most, earlier);
            } catch (IOException failed) {
                throw new UnreachableException(failed);
            }
        }
    }

    /// No earlier than the running version was made, whatever the clock says.
    private Instant now() {
        Instant made = Instant.ofEpochSecond(running().map(Targets::modified).orElse(0L));
        Instant wall = clock.instant();
        return wall.isAfter(made) ? wall : made;
    }

    /// What the running version consists of, from its own slot, verified.
    private Optional<Targets> running() {
        if (running.isEmpty() && slots.judgeCurrent() instanceof Verdict.Boot boot) {
            running = Optional.of(boot.targets());
        }
        return running;
    }

    /// Back to a lower version leads only an order for this charger by name.
    private Optional<Wanted> wanted(Order order, Releases releases) throws UpdateRefused {
        boolean pinned = order instanceof Order.Pinned;
        if (!pinned && order.targets() < slots.running().version().targets()) {
            return Optional.empty();
        }
        Optional<Releases.Listed> listed = releases.listed(order.targets());
        if (listed.isEmpty()) {
            throw new UpdateRefused(
                    UpdateRefusal.RELEASE_UNKNOWN, order.targets() + ".targets.json");
        }
        long serial = order instanceof Order.Pinned pin ? pin.serial() : 0;
        return Optional.of(new Wanted(order.targets(), listed.get().sha256(), serial));
    }

    @Override
    public Progress advance(Wanted wanted) throws IOException, UpdateRefused {
        if (job.isEmpty() || !job.get().wanted().equals(wanted)) {
            Durable.folder(folder);
            Job.Sources sources =
                    new Job.Sources(trusted.orElseThrow(), content, slots, oldFiles());
            job = Optional.of(new Job(wanted, sources, folder));
        }
        Progress progress;
        try {
            progress = job.get().advance();
        } catch (UnreachableException later) {
            throw later;
        } catch (IOException | UpdateRefused failed) {
            job = Optional.empty();
            throw failed;
        }
        if (progress instanceof Whole) {
            job = Optional.empty();
        }
        return progress;
    }

    private Map<String, Target> oldFiles() {
        return running().isPresent() ? running().get().files() : Map.of();
    }

    @Override
    public void abandon() throws IOException {
        job = Optional.empty();
        if (Files.isDirectory(folder)) {
            Durable.empty(folder);
        }
    }
}
