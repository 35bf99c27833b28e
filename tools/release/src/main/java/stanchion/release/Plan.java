package stanchion.release;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import stanchion.boot.Json;
import stanchion.update.Channel;

/// Who gets which version: what an assignment says. Versions are those of targets.
///
/// @param channels what the chargers of a channel run at rest
/// @param rollouts on their way to a newer version, in the order in which they began
/// @param devices pins and repairs, by the charger's id
public record Plan(
        SortedMap<Channel, Long> channels, List<Rollout> rollouts, SortedMap<String, Pin> devices) {
    /// More pins than these would make every charger carry them.
    public static final int MOST_DEVICES = 1000;

    /// More rollouts at once nobody oversees.
    public static final int MOST_ROLLOUTS = 16;

    /// Everybody.
    public static final int ALL_PERMYRIAD = 10_000;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /// Nobody gets anything.
    public static final Plan NONE = new Plan(new TreeMap<>(), List.of(), new TreeMap<>());

    /// Whether a rollout goes on.
    public enum State {
        RUNNING,
        HALTED;

        /// Its spelling in metadata.
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A version that a growing part of a channel gets.
    ///
    /// @param id says which chargers come first; another id, another order
    /// @param permyriad 0…10000 of the channel's chargers
    public record Rollout(String id, Channel channel, int permyriad, State state, long targets) {}

    /// The version of one charger, whatever its channel has.
    ///
    /// @param serial a higher one makes the charger try again
    public record Pin(long serial, long targets) {}

    public Plan {
        channels = Collections.unmodifiableSortedMap(new TreeMap<>(channels));
        rollouts = List.copyOf(rollouts);
        devices = Collections.unmodifiableSortedMap(new TreeMap<>(devices));
    }

    /// The same with another version of a channel.
    public Plan with(Channel channel, long targets) {
        TreeMap<Channel, Long> changed = new TreeMap<>(channels);
        changed.put(channel, targets);
        return new Plan(changed, rollouts, devices);
    }

    /// The same with these rollouts.
    public Plan with(List<Rollout> changed) {
        return new Plan(channels, changed, devices);
    }

    /// The same with a charger pinned.
    public Plan with(String device, Pin pin) {
        TreeMap<String, Pin> changed = new TreeMap<>(devices);
        changed.put(device, pin);
        return new Plan(channels, rollouts, changed);
    }

    /// The same with a charger back on its channel.
    public Plan without(String device) {
        TreeMap<String, Pin> changed = new TreeMap<>(devices);
        changed.remove(device);
        return new Plan(channels, rollouts, changed);
    }

    /// Every version somebody may get.
    public Set<Long> versions() {
        TreeSet<Long> versions = new TreeSet<>(channels.values());
        rollouts.forEach(rollout -> versions.add(rollout.targets()));
        devices.values().forEach(pin -> versions.add(pin.targets()));
        return versions;
    }

    /// The same without what is not among these: a channel that loses its version gets nothing
    /// until somebody says what, rather than a version nobody tried.
    public Plan within(Set<Long> assignable) {
        TreeMap<Channel, Long> kept = new TreeMap<>(channels);
        kept.values().removeIf(targets -> !assignable.contains(targets));
        TreeMap<String, Pin> pinned = new TreeMap<>(devices);
        pinned.values().removeIf(pin -> !assignable.contains(pin.targets()));
        return new Plan(
                kept,
                rollouts.stream().filter(r -> assignable.contains(r.targets())).toList(),
                pinned);
    }

    /// Refuses what no charger would take.
    ///
    /// @param assignable versions that the newest targets allow
    public void check(Set<Long> assignable) throws ReleaseException {
        if (devices.size() > MOST_DEVICES) {
            throw new ReleaseException(
                    devices.size()
                            + " chargers have a version of their own, at most "
                            + MOST_DEVICES
                            + " can; move them to a channel");
        }
        if (rollouts.size() > MOST_ROLLOUTS) {
            throw new ReleaseException(
                    rollouts.size()
                            + " rollouts at once, at most "
                            + MOST_ROLLOUTS
                            + "; end those that are done");
        }
        TreeSet<String> ids = new TreeSet<>();
        for (Rollout rollout : rollouts) {
            check(rollout);
            if (!ids.add(rollout.id())) {
                throw new ReleaseException("rollout " + rollout.id() + ": is there already");
            }
        }
        for (Map.Entry<String, Pin> device : devices.entrySet()) {
            checkId("charger", device.getKey());
            checkRange(
                    "serial of charger " + device.getKey(),
                    device.getValue().serial(),
                    MOST_SERIAL);
        }
        for (long version : versions()) {
            if (!assignable.contains(version)) {
                throw new ReleaseException(
                        "targets version "
                                + version
                                + ": cannot be assigned, only "
                                + new TreeSet<>(assignable)
                                + " can");
            }
        }
    }

    private static final long MOST_SERIAL = Integer.MAX_VALUE;

    private static void check(Rollout rollout) throws ReleaseException {
        checkId("rollout", rollout.id());
        checkRange("permyriad of rollout " + rollout.id(), rollout.permyriad(), ALL_PERMYRIAD);
    }

    private static void checkRange(String what, long value, long most) throws ReleaseException {
        if (value < 0 || value > most) {
            throw new ReleaseException(what + ": " + value + " is not 0 to " + most);
        }
    }

    private static void checkId(String what, String id) throws ReleaseException {
        if (!ID.matcher(id).matches()) {
            throw new ReleaseException(
                    what + " id " + id + ": use 1 to 64 letters, digits, - and _");
        }
    }

    Json json() {
        Draft ofChannels = new Draft();
        channels.forEach((channel, targets) -> ofChannels.whole(channel.text(), targets));
        Draft ofDevices = new Draft();
        devices.forEach((id, pin) ->
                ofDevices.draft(
                        id,
                        new Draft().whole("serial", pin.serial()).whole("targets", pin.targets())));
        return new Draft()
                .draft("channels", ofChannels)
                .put("rollouts", new Json.Items(rollouts.stream().map(Plan::json).toList()))
                .draft("devices", ofDevices)
                .json();
    }

    private static Json json(Rollout rollout) {
        return new Draft()
                .text("channel", rollout.channel().text())
                .text("id", rollout.id())
                .whole("permyriad", rollout.permyriad())
                .text("state", rollout.state().text())
                .whole("targets", rollout.targets())
                .json();
    }

    static Plan read(JsonObject ours) {
        TreeMap<Channel, Long> channels = new TreeMap<>();
        ours.getAsJsonObject("channels")
                .asMap()
                .forEach((name, targets) -> channels.put(channel(name), targets.getAsLong()));
        List<Rollout> rollouts = new ArrayList<>();
        for (JsonElement one : ours.getAsJsonArray("rollouts")) {
            rollouts.add(rollout(one.getAsJsonObject()));
        }
        TreeMap<String, Pin> devices = new TreeMap<>();
        ours.getAsJsonObject("devices")
                .asMap()
                .forEach((id, pin) -> devices.put(id, pin(pin.getAsJsonObject())));
        return new Plan(channels, rollouts, devices);
    }

    private static Rollout rollout(JsonObject one) {
        return new Rollout(
                one.get("id").getAsString(),
                channel(one.get("channel").getAsString()),
                one.get("permyriad").getAsInt(),
                State.valueOf(one.get("state").getAsString().toUpperCase(Locale.ROOT)),
                one.get("targets").getAsLong());
    }

    private static Pin pin(JsonObject one) {
        return new Pin(one.get("serial").getAsLong(), one.get("targets").getAsLong());
    }

    private static Channel channel(String name) {
        return Channel.named(name)
                .orElseThrow(() -> new IllegalArgumentException("channel " + name));
    }
}
