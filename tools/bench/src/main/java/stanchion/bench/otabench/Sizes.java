package stanchion.bench.otabench;

import java.util.List;
import java.util.OptionalLong;

/// Bytes on the wire for one pair of releases, by everyone.
///
/// @param full every changed file deflated
/// @param payload our deltas, or the deflated file where that is shorter
/// @param metadata timestamp, snapshot, targets, assignment, chunk lists
record Sizes(long full, long payload, long metadata, OptionalLong bsdiff, OptionalLong zstd) {
    long total() {
        return payload + metadata;
    }

    /// Ours, metadata included, by bsdiff's bytes alone.
    double byBsdiff() {
        return bsdiff.isPresent() ? (double) total() / bsdiff.getAsLong() : Double.NaN;
    }

    /// Ours by bsdiff's, both with the same metadata.
    double byBsdiffWithMetadata() {
        return bsdiff.isPresent() ? (double) total() / (bsdiff.getAsLong() + metadata) : Double.NaN;
    }

    /// Ours by bsdiff's, both bare.
    double payloadByBsdiff() {
        return bsdiff.isPresent() ? (double) payload / bsdiff.getAsLong() : Double.NaN;
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int upper = sorted.size() / 2;
        int lower = (sorted.size() - 1) / 2;
        return (sorted.get(lower) + sorted.get(upper)) / 2;
    }
}
