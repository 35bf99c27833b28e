package stanchion.update;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import stanchion.boot.Fields;
import stanchion.boot.Hex;
import stanchion.boot.Json;
import stanchion.boot.Metadata;
import stanchion.boot.Refused;
import stanchion.boot.Target;
import stanchion.update.delta.ChunkList;

/// Reads an [Assignment]; what it does not ask for it does not mind.
final class AssignmentReader {
    static final int MOST_CONTENTS = 2048;
    static final int MOST_ROLLOUTS = 64;
    static final int MOST_DEVICES = 1000;
    static final int LONGEST_ID = 64;
    private static final int SHA256_BYTES = 32;

    private AssignmentReader() {}

    static Assignment read(Json signed) throws Refused {
        Fields fields = Fields.of("assignment", signed);
        Metadata.expectType(fields, "targets");
        Fields ours = fields.members("x-stanchion");
        return new Assignment(
                fields.whole("version", 1, Integer.MAX_VALUE),
                contents(bounded(fields, "targets", MOST_CONTENTS)),
                new Assignment.Rules(
                        channels(ours.members("channels")), rollouts(ours), devices(ours)));
    }

    private static SortedMap<String, Content> contents(Fields fields) throws Refused {
        TreeMap<String, Content> contents = new TreeMap<>();
        for (String name : fields.values().keySet()) {
            Content content = content(fields.members(name));
            if (!content.name().equals(name)) {
                throw fields.wrong(name, "is not named by its digest and kind");
            }
            contents.put(name, content);
        }
        return contents;
    }

    private static Content content(Fields fields) throws Refused {
        Fields custom = fields.members("custom");
        long length = fields.whole("length", 1, Target.LARGEST);
        Optional<String> chunks = chunks(custom);
        if (chunks.isEmpty() && length > ChunkList.SIZE) {
            throw custom.wrong("chunks", "is missing");
        }
        return new Content(digest(fields.members("hashes"), "sha256"), length, chunks, use(custom));
    }

    private static Optional<String> chunks(Fields custom) throws Refused {
        return custom.values().containsKey("chunks")
                ? Optional.of(digest(custom, "chunks"))
                : Optional.empty();
    }

    private static Content.Use use(Fields custom) throws Refused {
        String kind = custom.text("kind");
        String gives = digest(custom, "gives");
        return switch (kind) {
            case "full" -> new Content.Full(gives);
            case "delta" -> new Content.Delta(gives, digest(custom, "from"));
            case "manifest" -> new Content.Manifest(gives);
            default -> throw custom.wrong("kind", "is unknown: " + kind);
        };
    }

    private static Map<Channel, Long> channels(Fields fields) throws Refused {
        EnumMap<Channel, Long> channels = new EnumMap<>(Channel.class);
        for (String name : fields.values().keySet()) {
            channels.put(channel(fields, name), targets(fields, name));
        }
        return channels;
    }

    private static List<Rollout> rollouts(Fields ours) throws Refused {
        List<Rollout> rollouts = new ArrayList<>();
        for (Fields fields : ours.objects("rollouts", MOST_ROLLOUTS)) {
            rollouts.add(
                    new Rollout(
                            id(fields, fields.text("id")),
                            channel(fields, fields.text("channel")),
                            targets(fields, "targets"),
                            new Rollout.Share(
                                    (int) fields.whole("permyriad", 0, Rollout.WHOLE),
                                    state(fields))));
        }
        return rollouts;
    }

    private static Rollout.State state(Fields fields) throws Refused {
        String text = fields.text("state");
        for (Rollout.State state : Rollout.State.values()) {
            if (state.name().toLowerCase(Locale.ROOT).equals(text)) {
                return state;
            }
        }
        throw fields.wrong("state", "is unknown: " + text);
    }

    private static SortedMap<String, Order.Pinned> devices(Fields ours) throws Refused {
        Fields fields = bounded(ours, "devices", MOST_DEVICES);
        TreeMap<String, Order.Pinned> devices = new TreeMap<>();
        for (String name : fields.values().keySet()) {
            Fields pin = fields.members(name);
            devices.put(
                    id(fields, name),
                    new Order.Pinned(
                            targets(pin, "targets"), pin.whole("serial", 0, Integer.MAX_VALUE)));
        }
        return devices;
    }

    private static Fields bounded(Fields fields, String name, int most) throws Refused {
        Fields members = fields.members(name);
        if (members.values().size() > most) {
            throw fields.wrong(name, "holds more than " + most);
        }
        return members;
    }

    private static long targets(Fields fields, String name) throws Refused {
        return fields.whole(name, 1, Integer.MAX_VALUE);
    }

    private static Channel channel(Fields fields, String name) throws Refused {
        Optional<Channel> channel = Channel.named(name);
        if (channel.isEmpty()) {
            throw fields.wrong(name, "is no channel");
        }
        return channel.get();
    }

    private static String digest(Fields fields, String name) throws Refused {
        String digest = fields.text(name);
        if (!Hex.isHex(digest, SHA256_BYTES)) {
            throw fields.wrong(name, "is not SHA-256");
        }
        return digest;
    }

    private static String id(Fields fields, String id) throws Refused {
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            throw fields.wrong(id, "is no name of 1.." + LONGEST_ID + " characters");
        }
        return id;
    }
}
