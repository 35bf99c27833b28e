package stanchion.replay.travel;

import java.util.Optional;
import stanchion.journal.Beginning;

/// Cycles that follow each other without a gap.
///
/// @param first of the journal, counted from 0
/// @param number of that cycle since the charger started
/// @param beginning of the charger's life they belong to; empty where the journal does not hold it
record Stretch(long first, long number, Optional<Beginning> beginning) {}
