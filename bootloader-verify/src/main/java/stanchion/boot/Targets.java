package stanchion.boot;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Verified `targets.json`: what a slot must hold, and how it starts.
///
/// @param version counts up with every signed targets of a maker
/// @param modified time stamp of every file of the copy, in seconds since 1970
/// @param files by name
public record Targets(
        long version, Release release, long modified, SortedMap<String, Target> files) {
    public static final String FILE = "targets.json";
    public static final int MOST_FILES = 256;
    static final long LARGEST_SUM = 512L << 20;
    private static final long LATEST = 1L << 40;

    public Targets {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /// Believes `bytes` as far as the root's targets role has signed them.
    public static Targets verify(Root root, byte[] bytes) throws Refused {
        Envelope envelope = Envelope.open(bytes);
        Signatures signatures = new Signatures(envelope);
        signatures.require(root.targets());
        signatures.requireNoOthers();
        return read(envelope.signed());
    }

    /// Reads the signed part of targets, whoever vouches for it.
    public static Targets read(Json signed) throws Refused {
        Fields fields = Fields.of("targets", signed);
        Metadata.expectType(fields, "targets");
        Fields ours = fields.members("x-stanchion");
        return new Targets(
                fields.whole("version", 1, Integer.MAX_VALUE),
                Release.read(ours),
                ours.whole("modified", 0, LATEST),
                files(fields.members("targets")));
    }

    private static SortedMap<String, Target> files(Fields fields) throws Refused {
        if (fields.values().isEmpty() || fields.values().size() > MOST_FILES) {
            throw new Refused(Refusal.METADATA_FIELDS, "targets: not 1.." + MOST_FILES + " files");
        }
        TreeMap<String, Target> files = new TreeMap<>();
        long sum = 0;
        for (Map.Entry<String, Json> entry : fields.values().entrySet()) {
            String name = entry.getKey();
            Target target = Target.read(name, Fields.of("target " + name, entry.getValue()));
            files.put(name, target);
            sum += target.length();
        }
        if (sum > LARGEST_SUM) {
            throw new Refused(Refusal.METADATA_FIELDS, "targets: more than 512 MiB together");
        }
        checkOne(files, Target.Use.CHARGER_CACHE);
        checkOne(files, Target.Use.GATEWAY_CACHE);
        return files;
    }

    /// A process maps one cache; of two, chance would choose.
    private static void checkOne(Map<String, Target> files, Target.Use use) throws Refused {
        int found = 0;
        for (Target target : files.values()) {
            found += target.use() == use ? 1 : 0;
        }
        if (found > 1) {
            throw new Refused(
                    Refusal.METADATA_FIELDS, "targets: more than one file is a " + use.text());
        }
    }

    static boolean alphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
