package stanchion.replay.travel;

import java.util.Optional;
import stanchion.hal.BoardProfile;
import stanchion.journal.JournalEntry.Cycle;
import stanchion.link.Report;
import stanchion.pilot.PilotLevels;

/// What the sheets of a cycle are filled from.
///
/// @param levels of the pilot in this cycle
/// @param board empty where the journal does not hold the charger's beginning
/// @param insight empty where the cycle was not repeated
/// @param meter its latest report; empty without one lately
record Facts(
        Cycle cycle,
        PilotLevels levels,
        Optional<BoardProfile> board,
        Optional<Insight> insight,
        Optional<Report.Meter> meter) {}
