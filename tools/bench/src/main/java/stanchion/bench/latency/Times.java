package stanchion.bench.latency;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// How often something took how many microseconds.
///
/// @param counts by microseconds, none of them 0
public record Times(SortedMap<Long, Long> counts) {
    /// Nothing was seen.
    public static final Times NONE = new Times(new TreeMap<>());

    public Times {
        TreeMap<Long, Long> seen = new TreeMap<>(counts);
        seen.values().removeIf(count -> count <= 0);
        counts = seen;
    }

    /// Reads `MICROS:COUNT MICROS:COUNT …`, as a charger's health file has them.
    ///
    /// @throws NumberFormatException when it is something else
    public static Times of(String text) {
        TreeMap<Long, Long> seen = new TreeMap<>();
        for (String bin : text.isBlank() ? new String[0] : text.strip().split(" ", -1)) {
            int colon = bin.indexOf(':');
            if (colon < 0) {
                throw new NumberFormatException("no bin: " + bin);
            }
            seen.merge(
                    Long.parseLong(bin.substring(0, colon)),
                    Long.parseLong(bin.substring(colon + 1)),
                    Long::sum);
        }
        return new Times(seen);
    }

    /// Each of them once.
    public static Times ofEach(Iterable<Long> micros) {
        TreeMap<Long, Long> seen = new TreeMap<>();
        for (long each : micros) {
            seen.merge(each, 1L, Long::sum);
        }
        return new Times(seen);
    }

    /// These and those.
    public Times and(Times others) {
        TreeMap<Long, Long> all = new TreeMap<>(counts);
        others.counts.forEach((micros, count) -> all.merge(micros, count, Long::sum));
        return new Times(all);
    }

    /// What came since `earlier`, of which these are a continuation.
    public Times since(Times earlier) {
        TreeMap<Long, Long> later = new TreeMap<>(counts);
        earlier.counts.forEach((micros, count) -> later.merge(micros, -count, Long::sum));
        return new Times(later);
    }

    public long count() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /// The longest; 0 of none.
    public long most() {
        return counts.isEmpty() ? 0 : counts.lastKey();
    }

    /// What this share of them does not exceed (nearest rank); 0 of none.
    ///
    /// @param share 0…1
    public long quantile(double share) {
        long rank = Math.max(1, (long) Math.ceil(share * count()));
        long seen = 0;
        for (Map.Entry<Long, Long> bin : counts.entrySet()) {
            seen += bin.getValue();
            if (seen >= rank) {
                return bin.getKey();
            }
        }
        return 0;
    }
}
