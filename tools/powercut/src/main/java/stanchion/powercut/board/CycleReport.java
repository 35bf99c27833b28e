package stanchion.powercut.board;

import java.util.List;
import stanchion.powercut.Moment;

/// One power cut, and what the start before it found.
///
/// @param seconds from power on until the machine was gone
public record CycleReport(Cut cut, Told told, double seconds, List<String> violations) {
    public CycleReport {
        violations = List.copyOf(violations);
    }

    /// Where the power went.
    ///
    /// @param change of the disk since power on, at which it went
    /// @param atom that the disk writes whole or not at all, bytes
    /// @param pending atoms that were not flushed, of which `kept` survived
    public record Cut(Moment moment, int change, int atom, int pending, int kept) {}

    /// What the machine had told by then.
    ///
    /// @param boots versions that the verifier let run since power on
    /// @param records acknowledged on this disk
    /// @param lost of those acknowledged before earlier cuts
    /// @param ended whether the disk's story is told
    /// @param promises of the updater
    public record Told(int boots, long records, long lost, boolean ended, String promises) {}
}
