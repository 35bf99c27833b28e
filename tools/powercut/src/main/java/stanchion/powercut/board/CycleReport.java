package stanchion.powercut.board;

import java.util.List;

/// One power cut, and what the start before it found.
///
/// @param change at which the power went
/// @param atom that the disk writes whole or not at all, bytes
/// @param pending atoms that were not flushed, of which `kept` survived
/// @param boots versions that the verifier let run before the cut
/// @param records acknowledged before the cut, on this disk
/// @param lost of those acknowledged before earlier cuts
/// @param told whether the disk's story ended
/// @param promises of the updater at the cut
public record CycleReport(
        int change,
        int atom,
        int pending,
        int kept,
        int boots,
        long records,
        long lost,
        boolean told,
        String promises,
        double seconds,
        List<String> violations) {}
