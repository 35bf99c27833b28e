package stanchion.replay.travel;

/// Something that happened in a cycle.
///
/// @param cycle of the journal, counted from 0; the one that follows where cycles are missing
/// @param at nanoseconds of uptime; means nothing of a beginning or a gap
public record Mark(long cycle, long at, Kind kind, String text) {
    /// What kind of thing.
    public enum Kind {
        /// A charger starts.
        START,
        /// Cycles are missing in the journal.
        GAP,
        /// The session went to another state.
        STATE,
        /// An event as the charger reports it.
        EVENT,
        /// A request that the cycle read.
        ASKED,
        /// A cycle came later than it should: deadlines were missed.
        LATE,
        /// A bug ended the cycle.
        BUG,
        /// This version decides otherwise than the journal says.
        DIFFERS
    }

    /// Whether a person looking for changes wants to stop here.
    boolean isChange() {
        return switch (kind) {
            case START, GAP, STATE, BUG, DIFFERS -> true;
            case EVENT, ASKED, LATE -> false;
        };
    }
}
