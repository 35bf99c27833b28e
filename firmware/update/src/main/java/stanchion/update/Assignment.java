package stanchion.update;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import stanchion.boot.Json;
import stanchion.boot.Refused;

/// Who gets what: the verified `assignment.json`, signed online, able to name no version that the
/// offline `targets` do not list.
///
/// ```text
/// a pin of this charger ─► else a running rollout of its channel that reaches it ─► else the channel's version
/// ```
///
/// @param version counts up with every signed assignment
/// @param contents what may be fetched, by name
public record Assignment(long version, SortedMap<String, Content> contents, Rules rules) {
    /// The role's name.
    public static final String ROLE = "assignment";

    public static final String FILE = ROLE + ".json";

    /// Who gets what.
    ///
    /// @param channels targets version of each channel at rest
    /// @param devices pins, by device id
    public record Rules(
            Map<Channel, Long> channels,
            List<Rollout> rollouts,
            SortedMap<String, Order.Pinned> devices) {
        public Rules {
            EnumMap<Channel, Long> copy = new EnumMap<>(Channel.class);
            copy.putAll(channels);
            channels = Collections.unmodifiableMap(copy);
            rollouts = List.copyOf(rollouts);
            devices = Collections.unmodifiableSortedMap(new TreeMap<>(devices));
        }
    }

    public Assignment {
        contents = Collections.unmodifiableSortedMap(new TreeMap<>(contents));
    }

    /// Reads the signed part, which somebody else has verified.
    public static Assignment read(Json signed) throws UpdateRefused {
        try {
            return AssignmentReader.read(signed);
        } catch (Refused refused) {
            throw new UpdateRefused(
                    UpdateRefusal.ASSIGNMENT, FILE + ": " + refused.verdict().detail());
        }
    }

    /// What a charger shall run; nothing when nobody says.
    public Optional<Order> orderFor(String device, Channel channel) {
        Order.Pinned pinned = rules.devices().get(device);
        if (pinned != null) {
            return Optional.of(pinned);
        }
        for (Rollout rollout : rules.rollouts()) {
            if (rollout.channel() == channel && rollout.reaches(device)) {
                return Optional.of(new Order.RolledOut(rollout.targets(), rollout.id()));
            }
        }
        return Optional.ofNullable(rules.channels().get(channel)).map(Order.Resting::new);
    }

    /// The deflated file of a slot that has this SHA-256.
    public Optional<Content> full(String gives) {
        return making(new Content.Full(gives));
    }

    /// What makes one file of a slot out of an older one, both named by their SHA-256.
    public Optional<Content> delta(String from, String gives) {
        return making(new Content.Delta(gives, from));
    }

    /// The deflated targets of a release that have this SHA-256.
    public Optional<Content> manifest(String gives) {
        return making(new Content.Manifest(gives));
    }

    private Optional<Content> making(Content.Use use) {
        return contents.values().stream().filter(content -> content.use().equals(use)).findFirst();
    }
}
