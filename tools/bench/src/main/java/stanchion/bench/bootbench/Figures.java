package stanchion.bench.bootbench;

import java.util.ArrayList;
import java.util.List;

/// What was measured of one contender.
///
/// @param nanos of each timed run, in the order of the rounds
/// @param peakKibibytes most memory it ever had resident, in KiB; 0 where the system does not say
record Figures(List<Long> nanos, long peakKibibytes) {
    Figures {
        nanos = List.copyOf(nanos);
    }

    double medianMillis() {
        return median(nanos) / 1e6;
    }

    double minMillis() {
        return nanos.stream().mapToLong(Long::longValue).min().orElse(0) / 1e6;
    }

    double peakMebibytes() {
        return peakKibibytes / 1024.0;
    }

    /// How much longer than `other` in the same round; the median of all rounds.
    double extraMillis(Figures other) {
        List<Long> extra = new ArrayList<>();
        for (int i = 0; i < nanos.size(); i++) {
            extra.add(nanos.get(i) - other.nanos.get(i));
        }
        return median(extra) / 1e6;
    }

    private static double median(List<Long> values) {
        List<Long> sorted = values.stream().sorted().toList();
        int upper = sorted.size() / 2;
        int lower = (sorted.size() - 1) / 2;
        return sorted.isEmpty() ? 0 : (sorted.get(lower) + sorted.get(upper)) / 2.0;
    }
}
