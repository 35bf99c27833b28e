package stanchion.fleet.simulate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import stanchion.boot.Target;
import stanchion.boot.Targets;
import stanchion.fleet.publish.Publication;
import stanchion.fleet.simulate.LightPackets.Arrival;
import stanchion.fleet.simulate.LightPackets.Departure;
import stanchion.release.Digests;
import stanchion.update.Content;
import stanchion.update.Order;
import stanchion.update.Releases;
import stanchion.update.Trusted;
import stanchion.update.UpdateRefused;
import stanchion.update.delta.ContentException;
import stanchion.update.tuf.ReleaseClient;

/// A charger that is nothing but its update: the real client of the update framework, real requests
/// for pieces, slots that are a word. Runs on a thread of its own.
final class LightDevice implements Runnable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final long MOST_BACKOFF_MILLIS = 10_000;
    private static final Duration IDLE = Duration.ofSeconds(2);

    private final Traits traits;
    private final Surroundings around;
    private final SplittableRandom random;
    private final TreeSet<Long> gaveUp = new TreeSet<>();
    private final TreeSet<Long> tried = new TreeSet<>();
    private final TreeMap<String, byte[]> slot = new TreeMap<>();
    private volatile Running running;
    private volatile String trouble = "";
    private long serial;

    /// What a device is like.
    ///
    /// @param charging whether a vehicle charges all the time
    /// @param fragile whether the bad release fails on it
    record Traits(String id, boolean charging, boolean fragile) {}

    /// What all devices share.
    ///
    /// @param jitter over which a fleet spreads what it does at once
    @SuppressWarnings("ArrayRecordComponent") // a root's bytes, compared nowhere
    record Surroundings(Fleet fleet, int port, byte[] root, Duration jitter) {}

    /// What a device runs.
    ///
    /// @param sha256 of the manifest, as the device verified it
    record Running(String firmware, long targets, String sha256) {}

    LightDevice(Traits traits, Surroundings around, Running first) {
        this.traits = traits;
        this.around = around;
        this.running = first;
        this.random = new SplittableRandom(traits.id().hashCode());
    }

    Traits traits() {
        return traits;
    }

    Running running() {
        return running;
    }

    /// Versions it has ever switched over to, if only for a try.
    synchronized Set<Long> tried() {
        return new TreeSet<>(tried);
    }

    synchronized boolean gaveUp(long targets) {
        return gaveUp.contains(targets);
    }

    /// What it could not get over; empty when all is well.
    String trouble() {
        return trouble;
    }

    @Override
    public void run() {
        while (!around.fleet().ended()) {
            try (LightClient client =
                    LightClient.connect(around.port(), traits.id(), around.fleet().messages())) {
                live(client);
            } catch (IOException lost) {
                trouble = "connection: " + lost.getMessage();
                around.fleet().reconnected();
                pause(random.nextLong(MOST_BACKOFF_MILLIS));
            }
        }
    }

    private void live(LightClient client) throws IOException {
        ReleaseClient releases =
                new ReleaseClient(new LightTrust(client, around.root(), around.jitter()).ports());
        client.subscribe(answers());
        report(client, "IDLE", Optional.empty());
        around.fleet().joined(traits.id());
        String news = Publication.ROOT + "timestamp.json";
        client.subscribe(news);
        byte[] followed = {};
        boolean due = false;
        while (!around.fleet().ended()) {
            Optional<Arrival> arrival = client.next(IDLE).filter(one -> one.topic().equals(news));
            // the broker sends the one it keeps with every subscription
            if (arrival.isPresent() && !Arrays.equals(arrival.get().payload(), followed)) {
                followed = arrival.get().payload();
                due = true;
            }
            if (due) {
                pause(random.nextLong(around.jitter().toMillis() + 1));
                client.unsubscribe(news);
                due = !updated(client, releases);
                client.subscribe(news);
            }
        }
    }

    /// One look at what is wanted; false when it must be tried again.
    private boolean updated(LightClient client, ReleaseClient releases) throws IOException {
        try {
            Trusted trusted = releases.refresh(Instant.now());
            Optional<Order> order =
                    trusted.assignment().orderFor(traits.id(), around.fleet().channel());
            if (order.isPresent() && wanted(order.get())) {
                take(client, trusted, order.get());
            }
            trouble = "";
            return true;
        } catch (UpdateRefused | ContentException refused) {
            trouble = refused.toString();
            around.fleet().refused();
            return false;
        }
    }

    private synchronized boolean wanted(Order order) {
        if (order instanceof Order.Pinned pinned && pinned.serial() > serial) {
            gaveUp.remove(order.targets());
            return true;
        }
        return order.targets() > running.targets() && !gaveUp.contains(order.targets());
    }

    private void take(LightClient client, Trusted trusted, Order order)
            throws IOException, UpdateRefused, ContentException {
        Releases.Listed listed = trusted.releases().listed(order.targets()).orElseThrow();
        Targets targets = manifest(client, trusted, listed);
        report(client, "DOWNLOADING", Optional.of(listed));
        for (Map.Entry<String, Target> file : targets.files().entrySet()) {
            Target target = file.getValue();
            Content content = trusted.assignment().full(target.sha256()).orElseThrow();
            byte[] bytes = content(client).whole(content, target.length());
            if (!Digests.sha256(bytes).equals(target.sha256())) {
                throw new IOException(file.getKey() + " is not what was signed");
            }
            slot.put(file.getKey(), new byte[0]);
        }
        if (traits.charging()) {
            report(client, "WAITING", Optional.of(listed));
            return;
        }
        switchOver(client, listed, order);
    }

    private Targets manifest(LightClient client, Trusted trusted, Releases.Listed listed)
            throws IOException, UpdateRefused, ContentException {
        byte[] newest = trusted.releases().manifest();
        if (Digests.sha256(newest).equals(listed.sha256())) {
            return trusted.releases().newest();
        }
        Content content = trusted.assignment().manifest(listed.sha256()).orElseThrow();
        byte[] file = content(client).whole(content, listed.length());
        return trusted.releases().verify(listed.targets(), file, trusted.root());
    }

    private void switchOver(LightClient client, Releases.Listed listed, Order order)
            throws IOException {
        Running old = running;
        synchronized (this) {
            tried.add(listed.targets());
            serial = order instanceof Order.Pinned pinned ? pinned.serial() : serial;
        }
        report(client, "SWITCHING", Optional.of(listed));
        running = new Running(listed.firmware(), listed.targets(), listed.sha256());
        report(client, "TRYING", Optional.empty());
        pause(random.nextLong(around.jitter().toMillis() + 1));
        if (traits.fragile() && around.fleet().bad(listed.targets())) {
            running = old;
            synchronized (this) {
                gaveUp.add(listed.targets());
            }
            report(client, "IDLE", Optional.empty());
        } else {
            report(client, "CONFIRMED", Optional.empty());
        }
    }

    private void report(LightClient client, String state, Optional<Releases.Listed> offered)
            throws IOException {
        Running now = running;
        StringBuilder json = new StringBuilder(400);
        json.append("{\"channel\":\"%s\",".formatted(around.fleet().channel().text()));
        json.append("\"gave_up\":[");
        synchronized (this) {
            String separator = "";
            for (long targets : gaveUp) {
                json.append(separator)
                        .append(
                                "{\"cause\":\"REVERTED\",\"sha256\":\"%s\",\"targets\":%d}"
                                        .formatted("0".repeat(64), targets));
                separator = ",";
            }
        }
        json.append(
                "],\"installed\":{\"firmware\":\"%s\",\"sha256\":\"%s\",\"slot\":\"A\",\"targets\":%d},"
                        .formatted(now.firmware(), now.sha256(), now.targets()));
        offered.ifPresent(one ->
                json.append(
                        "\"offered\":{\"firmware\":\"%s\",\"sha256\":\"%s\",\"targets\":%d},"
                                .formatted(one.firmware(), one.sha256(), one.targets())));
        json.append("\"refused_chunks\":0,\"serial\":%d,".formatted(serial));
        json.append("\"state\":\"%s\",\"ts\":\"%s\"".formatted(state, TIME.format(Instant.now())));
        json.append(state.equals("WAITING") ? ",\"waiting_for\":\"VEHICLE_CHARGES\"}" : "}");
        client.publish(
                new Departure(topic("update"), utf8(json.toString()), true, "", new byte[0]));
    }

    private LightContent content(LightClient client) {
        return new LightContent(client, topic("update/"), around.fleet());
    }

    private String answers() {
        return topic("update/content");
    }

    private String topic(String below) {
        return "stanchion/v1/" + traits.id() + "/" + below;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Devices do nothing all at the same time.
    private void pause(long millis) {
        around.fleet().pause(Duration.ofMillis(millis));
    }
}
